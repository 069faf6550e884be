/**
 * The chat page: a front end of this API that everybody can try, read and copy from.
 */
@NullMarked
package vision.bff.page;

import org.jspecify.annotations.NullMarked;
