package vision.bff.media;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110 section 14.1.2), as it was asked for.
 */
public record ByteRange(String value) {

	/** Where a format shows. */
	public static final ByteRange BEGINNING = new ByteRange("bytes=0-" + (MediaFormat.SIGNATURE_LENGTH - 1));

	private static final Pattern ONE = Pattern.compile("bytes=(?:[0-9]{1,15}-[0-9]{0,15}|-[0-9]{1,15})");

	/** Several ranges, or what is none, need not be heeded. */
	public static @Nullable ByteRange of(@Nullable String header) {
		return (header != null && ONE.matcher(header).matches()) ? new ByteRange(header) : null;
	}

	/** Whether all of the file is wanted, as players ask at first. */
	public boolean isWhole() {
		return this.value.equals("bytes=0-");
	}

}
