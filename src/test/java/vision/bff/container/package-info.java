/**
 * The images, compose file and manifests as a user gets them, built and really run.
 */
@NullMarked
package vision.bff.container;

import org.jspecify.annotations.NullMarked;
