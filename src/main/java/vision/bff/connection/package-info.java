/**
 * What the connections of the API may take of this process, and which heads it takes.
 */
@NullMarked
package vision.bff.connection;

import org.jspecify.annotations.NullMarked;
