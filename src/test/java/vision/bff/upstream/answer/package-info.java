/**
 * What an answer of the site turns out to be, and what it means for whoever asked.
 */
@NullMarked
package vision.bff.upstream.answer;

import org.jspecify.annotations.NullMarked;
