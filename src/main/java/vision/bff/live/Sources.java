package vision.bff.live;

import vision.bff.chat.Chats;
import vision.bff.chat.ListVersions;
import vision.bff.message.Messages;

/**
 * Where a watch looks.
 */
record Sources(Chats chats, ListVersions versions, Messages messages, UnreadCounter counter) {
}
