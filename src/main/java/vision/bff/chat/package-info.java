/**
 * The chats of a person: with whom, what was last said, and how much of it is unread.
 */
@NullMarked
package vision.bff.chat;

import org.jspecify.annotations.NullMarked;
