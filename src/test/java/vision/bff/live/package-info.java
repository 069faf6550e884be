@NullMarked
package vision.bff.live;

import org.jspecify.annotations.NullMarked;
