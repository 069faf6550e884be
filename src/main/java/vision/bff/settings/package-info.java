/**
 * What an operator set, and what is likely a mistake in it.
 */
@NullMarked
package vision.bff.settings;

import org.jspecify.annotations.NullMarked;
