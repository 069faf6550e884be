/**
 * What changes for a session, found out by asking again, since the site tells nothing by
 * itself.
 */
@NullMarked
package vision.bff.live;

import org.jspecify.annotations.NullMarked;
