/**
 * How a problem is answered, and the page that explains it.
 */
@NullMarked
package vision.bff.problem.web;

import org.jspecify.annotations.NullMarked;
