/**
 * The sandbox: a stateful stand-in for the upstream site, for running and testing without
 * the real one.
 */
@NullMarked
package vision.bff.sandbox;

import org.jspecify.annotations.NullMarked;
