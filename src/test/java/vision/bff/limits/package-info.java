/**
 * What holds of limits without any HTTP.
 */
@NullMarked
package vision.bff.limits;

import org.jspecify.annotations.NullMarked;
