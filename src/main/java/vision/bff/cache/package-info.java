/**
 * Keeps chat lists for a few seconds, each for the session that asked for it.
 */
@NullMarked
package vision.bff.cache;

import org.jspecify.annotations.NullMarked;
