package vision.bff.message.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of image that the site takes, recognised by their first bytes.
 */
public enum ImageFormat {

	JPEG("image/jpeg", "jpg", "\u00ff\u00d8\u00ff"),

	PNG("image/png", "png", "\u0089PNG\r\n\u001a\n"),

	GIF_87A("image/gif", "gif", "GIF87a"),

	GIF_89A("image/gif", "gif", "GIF89a");

	/** How many bytes of a file tell its format. */
	public static final int SIGNATURE_LENGTH = 8;

	private final String mediaType;

	private final String extension;

	private final String signature;

	ImageFormat(String mediaType, String extension, String signature) {
		this.mediaType = mediaType;
		this.extension = extension;
		this.signature = signature;
	}

	/** The format of the file that begins with these bytes, if it is one of ours. */
	public static Optional<ImageFormat> of(byte[] beginning) {
		String start = new String(beginning, StandardCharsets.ISO_8859_1);
		return Arrays.stream(values()).filter((format) -> start.startsWith(format.signature)).findFirst();
	}

	public String mediaType() {
		return this.mediaType;
	}

	public String extension() {
		return this.extension;
	}

	/** What a file of this format must be from its first byte on. */
	public ImageStructure structure() {
		return switch (this) {
			case JPEG -> JpegStructure.start();
			case PNG -> PngStructure.start();
			case GIF_87A, GIF_89A -> GifStructure.start();
		};
	}

}
