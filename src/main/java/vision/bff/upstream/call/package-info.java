/**
 * The calls of the site: each bounded in time and number, and every answer on one route.
 */
@NullMarked
package vision.bff.upstream.call;

import org.jspecify.annotations.NullMarked;
