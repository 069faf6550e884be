/**
 * People: whom one can write to, and who one is.
 */
@NullMarked
package vision.bff.person;

import org.jspecify.annotations.NullMarked;
