/**
 * What holds of the HTTP surface without any HTTP.
 */
@NullMarked
package vision.bff.web;

import org.jspecify.annotations.NullMarked;
