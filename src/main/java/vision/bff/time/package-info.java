/**
 * What time it is, and how much of it is left.
 */
@NullMarked
package vision.bff.time;

import org.jspecify.annotations.NullMarked;
