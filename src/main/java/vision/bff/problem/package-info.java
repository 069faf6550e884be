/**
 * Everything that can go wrong, as one closed catalogue of RFC 9457 problems.
 */
@NullMarked
package vision.bff.problem;

import org.jspecify.annotations.NullMarked;
