/**
 * Sessions in a browser, over HTTP.
 */
@NullMarked
package vision.bff.session.web;

import org.jspecify.annotations.NullMarked;
