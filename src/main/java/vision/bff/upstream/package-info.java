/**
 * The only place that knows how 1.vision talks, and that translates it.
 */
@NullMarked
package vision.bff.upstream;

import org.jspecify.annotations.NullMarked;
