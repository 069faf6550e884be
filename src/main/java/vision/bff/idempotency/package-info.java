/**
 * Sending what is asked for again without sending it twice.
 */
@NullMarked
package vision.bff.idempotency;

import org.jspecify.annotations.NullMarked;
