/**
 * What messages are made of.
 */
@NullMarked
package vision.bff.message;

import org.jspecify.annotations.NullMarked;
