/**
 * What is learnt of the site and of the chats there, and how texts go out for it.
 */
@NullMarked
package vision.bff.upstream.site;

import org.jspecify.annotations.NullMarked;
