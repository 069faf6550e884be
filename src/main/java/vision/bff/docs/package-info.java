/**
 * The contract, as the explorer shows it.
 */
@NullMarked
package vision.bff.docs;

import org.jspecify.annotations.NullMarked;
