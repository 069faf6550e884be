/**
 * The event stream.
 */
@NullMarked
package vision.bff.live.web;

import org.jspecify.annotations.NullMarked;
