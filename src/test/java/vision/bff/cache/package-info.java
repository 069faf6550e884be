/**
 * What holds of the cache without any HTTP.
 */
@NullMarked
package vision.bff.cache;

import org.jspecify.annotations.NullMarked;
