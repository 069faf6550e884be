/**
 * The messages of one chat: reading, searching, sending and deleting them.
 */
@NullMarked
package vision.bff.message;

import org.jspecify.annotations.NullMarked;
