/**
 * What holds of each server that can be the shared store.
 */
@NullMarked
package vision.bff.shared;

import org.jspecify.annotations.NullMarked;
