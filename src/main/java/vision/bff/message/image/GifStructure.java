package vision.bff.message.image;

import vision.bff.message.image.ImageStructure.End;

/**
 * A header and a screen, then extensions and images of sub-blocks, and a trailer (GIF89a,
 * appendix B).
 */
final class GifStructure {

	private static final int HEADER = 6;

	private static final int EXTENSION = 0x21;

	private static final int IMAGE = 0x2c;

	private static final int TRAILER = 0x3b;

	private GifStructure() {
	}

	static ImageStructure start() {
		return new Content(HEADER, Field.of(7, (screen) -> new Content(colourTable(screen.get(4)), block())));
	}

	private static ImageStructure block() {
		return Field.of(1, (introducer) -> switch (introducer.get()) {
			case EXTENSION -> new Content(1, subBlock());
			case IMAGE -> Field.of(9, (image) -> new Content(colourTable(image.get(8)) + 1, subBlock()));
			case TRAILER -> End.WHOLE;
			default -> End.BROKEN;
		});
	}

	private static ImageStructure subBlock() {
		return Field.of(1, (size) -> {
			int length = Byte.toUnsignedInt(size.get());
			return (length == 0) ? block() : new Content(length, subBlock());
		});
	}

	/** How many bytes it has, of three to a colour. */
	private static int colourTable(byte flags) {
		return (flags < 0) ? 3 * (2 << (flags & 7)) : 0;
	}

}
