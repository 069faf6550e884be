/**
 * What holds of sending once without any HTTP.
 */
@NullMarked
package vision.bff.idempotency;

import org.jspecify.annotations.NullMarked;
