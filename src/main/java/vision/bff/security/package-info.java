/**
 * What a browser may do with an answer, and who may ask at all.
 */
@NullMarked
package vision.bff.security;

import org.jspecify.annotations.NullMarked;
