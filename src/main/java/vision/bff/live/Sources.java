package vision.bff.live;

import vision.bff.chat.Chats;
import vision.bff.chat.ListVersions;
import vision.bff.message.Messages;
import vision.bff.message.SentKeys;

/**
 * Where a watch looks.
 */
record Sources(Chats chats, ListVersions versions, Messages messages, UnreadCounter counter, SentKeys keys) {
}
