package vision.bff.message.image;

import java.nio.charset.StandardCharsets;

import vision.bff.message.image.ImageStructure.End;

/**
 * A signature, and chunks from the header to the one that ends them (PNG, third edition,
 * section 5).
 */
final class PngStructure {

	private static final int SIGNATURE = 8;

	private static final int LENGTH_AND_TYPE = 8;

	private static final int CHECKSUM = 4;

	private PngStructure() {
	}

	static ImageStructure start() {
		return new Content(SIGNATURE, chunk(true));
	}

	private static ImageStructure chunk(boolean first) {
		return Field.of(LENGTH_AND_TYPE, (head) -> {
			int length = head.getInt();
			String type = StandardCharsets.ISO_8859_1.decode(head).toString();
			if (length < 0 || first != type.equals("IHDR")) {
				return End.BROKEN;
			}
			return new Content((long) length + CHECKSUM, type.equals("IEND") ? End.WHOLE : chunk(false));
		});
	}

}
