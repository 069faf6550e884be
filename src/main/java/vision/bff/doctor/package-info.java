/**
 * A look at the configured site for its operator, without changing anything there.
 */
@NullMarked
package vision.bff.doctor;

import org.jspecify.annotations.NullMarked;
