/**
 * What holds of images without any HTTP.
 */
@NullMarked
package vision.bff.message.image;

import org.jspecify.annotations.NullMarked;
