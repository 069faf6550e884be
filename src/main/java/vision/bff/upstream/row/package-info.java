/**
 * The rows of the site, and what they mean.
 */
@NullMarked
package vision.bff.upstream.row;

import org.jspecify.annotations.NullMarked;
