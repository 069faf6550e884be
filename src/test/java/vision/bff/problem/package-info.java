/**
 * Tests of the problems as values.
 */
@NullMarked
package vision.bff.problem;

import org.jspecify.annotations.NullMarked;
