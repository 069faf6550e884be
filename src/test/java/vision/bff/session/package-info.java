/**
 * What holds of cookie sessions without any HTTP.
 */
@NullMarked
package vision.bff.session;

import org.jspecify.annotations.NullMarked;
