/**
 * What makes bytes an image, and a whole one.
 */
@NullMarked
package vision.bff.message.image;

import org.jspecify.annotations.NullMarked;
