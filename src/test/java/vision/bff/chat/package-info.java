/**
 * What holds of chats without any HTTP.
 */
@NullMarked
package vision.bff.chat;

import org.jspecify.annotations.NullMarked;
