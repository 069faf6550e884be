/**
 * The contract as it is served, and the explorer that shows it.
 */
@NullMarked
package vision.bff.docs;

import org.jspecify.annotations.NullMarked;
