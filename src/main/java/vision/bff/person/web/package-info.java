/**
 * People over HTTP.
 */
@NullMarked
package vision.bff.person.web;

import org.jspecify.annotations.NullMarked;
