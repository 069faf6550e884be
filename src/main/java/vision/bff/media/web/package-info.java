/**
 * Pictures, sounds and films over HTTP.
 */
@NullMarked
package vision.bff.media.web;

import org.jspecify.annotations.NullMarked;
