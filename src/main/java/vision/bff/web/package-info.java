/**
 * What concerns the whole HTTP surface.
 */
@NullMarked
package vision.bff.web;

import org.jspecify.annotations.NullMarked;
