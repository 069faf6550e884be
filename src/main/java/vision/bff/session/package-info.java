/**
 * Whose request it is.
 */
@NullMarked
package vision.bff.session;

import org.jspecify.annotations.NullMarked;
