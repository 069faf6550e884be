/**
 * What is decided before the application has its beans.
 */
@NullMarked
package vision.bff.start;

import org.jspecify.annotations.NullMarked;
