/**
 * Vision BFF: a clean REST API in front of the messaging calls of 1.vision.
 */
@NullMarked
package vision.bff;

import org.jspecify.annotations.NullMarked;
