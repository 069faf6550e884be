package vision.bff.message.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of image that the site takes, recognised by their first bytes.
 */
public enum ImageFormat {

	JPEG("image/jpeg", "jpg", 0xff, 0xd8, 0xff),

	PNG("image/png", "png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),

	GIF_87A("image/gif", "gif", 'G', 'I', 'F', '8', '7', 'a'),

	GIF_89A("image/gif", "gif", 'G', 'I', 'F', '8', '9', 'a');

	/** How many bytes of a file tell its format. */
	public static final int SIGNATURE_LENGTH = 8;

	private final String mediaType;

	private final String extension;

	private final Signature signature;

	ImageFormat(String mediaType, String extension, int... signature) {
		this.mediaType = mediaType;
		this.extension = extension;
		this.signature = new Signature(signature);
	}

	/** The format of the file that begins with these bytes, if it is one of ours. */
	public static Optional<ImageFormat> of(byte[] beginning) {
		return Arrays.stream(values()).filter((format) -> format.signature.begins(beginning)).findFirst();
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
