/**
 * What holds of calls without any HTTP.
 */
@NullMarked
package vision.bff.upstream.call;

import org.jspecify.annotations.NullMarked;
