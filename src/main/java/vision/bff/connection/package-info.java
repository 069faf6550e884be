/**
 * What connections may take of this process, and which heads and bodies are taken.
 */
@NullMarked
package vision.bff.connection;

import org.jspecify.annotations.NullMarked;
