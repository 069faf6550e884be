/**
 * Pictures, sounds and films of the site by way of this service, for pages that cannot
 * fetch them there themselves.
 */
@NullMarked
package vision.bff.media;

import org.jspecify.annotations.NullMarked;
