/**
 * What the only package that knows the web makes of it.
 */
@NullMarked
package vision.bff.web;

import org.jspecify.annotations.NullMarked;
