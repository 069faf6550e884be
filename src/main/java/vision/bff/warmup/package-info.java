/**
 * Has the process serve itself before anybody else, so that its code is compiled by then.
 */
@NullMarked
package vision.bff.warmup;

import org.jspecify.annotations.NullMarked;
