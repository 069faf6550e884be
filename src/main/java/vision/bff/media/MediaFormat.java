package vision.bff.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser can show or play and cannot run, recognised by its first bytes.
 */
public enum MediaFormat {

	JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),

	PNG("image/png", "\u0089PNG\r\n\u001a\n"),

	GIF("image/gif", "GIF8[79]a"),

	WEBP("image/webp", "RIFF....WEBP"),

	AVIF("image/avif", "....ftypavi[fs]"),

	WAV("audio/wav", "RIFF....WAVE"),

	OGG("audio/ogg", "OggS\0"),

	/** With a tag in front, or MPEG 1, 2 or 2.5 at once. */
	MP3("audio/mpeg", "ID3|\u00ff[\u00e2\u00e3\u00f2\u00f3\u00fa\u00fb]"),

	M4A("audio/mp4", "....ftypM4A"),

	/** Other brands are containers that browsers do not know, or pictures. */
	MP4("video/mp4", "....ftyp(?:iso[m2-9]|mp4[12]|avc1|M4V |MSNV|dash|qt  |3gp.)"),

	WEBM("video/webm", "\u001aE\u00df\u00a3");

	/** How many bytes of a file tell its format. */
	public static final int SIGNATURE_LENGTH = 12;

	private final String mediaType;

	private final Pattern beginning;

	MediaFormat(String mediaType, String beginning) {
		this.mediaType = mediaType;
		this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
	}

	/** The format of the file that begins with these bytes, if it is one of these. */
	public static Optional<MediaFormat> of(byte[] beginning) {
		String start = new String(beginning, StandardCharsets.ISO_8859_1);
		return Arrays.stream(values()).filter((format) -> format.beginning.matcher(start).lookingAt()).findFirst();
	}

	public String mediaType() {
		return this.mediaType;
	}

}
