/**
 * What the only package that knows the upstream makes of it.
 */
@NullMarked
package vision.bff.upstream;

import org.jspecify.annotations.NullMarked;
