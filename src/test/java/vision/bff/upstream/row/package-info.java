/**
 * What holds of what the site shows without any HTTP.
 */
@NullMarked
package vision.bff.upstream.row;

import org.jspecify.annotations.NullMarked;
