/**
 * Chats over HTTP.
 */
@NullMarked
package vision.bff.chat.web;

import org.jspecify.annotations.NullMarked;
