package vision.bff.message.image;

import vision.bff.message.image.ImageStructure.End;

/**
 * Segments, each behind a marker, and what is encoded between them, up to the marker that
 * ends the image (ITU-T T.81, appendix B).
 */
final class JpegStructure {

	private static final byte MARKER = (byte) 0xff;

	private static final int START_OF_IMAGE = 2;

	private JpegStructure() {
	}

	static ImageStructure start() {
		return new Content(START_OF_IMAGE, encoded());
	}

	private static ImageStructure encoded() {
		return new Until(MARKER, marker());
	}

	/**
	 * Before a zero, 0xff was no marker; before another 0xff it only fills. Markers of
	 * restarts have no segment.
	 */
	private static ImageStructure marker() {
		return Field.of(1, (code) -> switch (Byte.toUnsignedInt(code.get())) {
			case 0xff -> marker();
			case 0x00, 0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7 -> encoded();
			case 0xd8 -> End.BROKEN;
			case 0xd9 -> End.WHOLE;
			default -> segment();
		});
	}

	private static ImageStructure segment() {
		return Field.of(Short.BYTES, (field) -> {
			int length = Short.toUnsignedInt(field.getShort());
			return (length < Short.BYTES) ? End.BROKEN : new Content(length - Short.BYTES, encoded());
		});
	}

}
