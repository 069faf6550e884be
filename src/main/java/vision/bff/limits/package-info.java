/**
 * How many requests somebody may make.
 */
@NullMarked
package vision.bff.limits;

import org.jspecify.annotations.NullMarked;
