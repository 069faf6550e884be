package vision.bff.media;

import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * A file of the site, or a part of it, while it arrives.
 *
 * @param format what it is by its own bytes
 * @param contentRange which part it is, or {@code null} for all
 * @param length how many bytes there are, or -1 if the site does not tell
 */
public record MediaFile(MediaFormat format, @Nullable String contentRange, long length, InputStream content) {
}
