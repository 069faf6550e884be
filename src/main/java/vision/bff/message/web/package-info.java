/**
 * Messages over HTTP.
 */
@NullMarked
package vision.bff.message.web;

import org.jspecify.annotations.NullMarked;
