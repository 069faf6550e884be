/**
 * What is told of each request to those who run this.
 */
@NullMarked
package vision.bff.observability;

import org.jspecify.annotations.NullMarked;
