package vision.bff.message.image;

import java.nio.ByteBuffer;

/**
 * What the rest of a file must be, by its format, for the file to be whole. It is read in
 * pieces of any size, once.
 */
public sealed interface ImageStructure permits Field, Content, Until, ImageStructure.End {

	/** What must follow some more bytes. */
	default ImageStructure after(byte[] bytes, int offset, int length) {
		ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
		ImageStructure rest = this;
		while (piece.hasRemaining()) {
			rest = rest.after(piece);
		}
		return rest;
	}

	/** What must follow the bytes that it takes of a piece. */
	ImageStructure after(ByteBuffer piece);

	/** Nothing more of it can change that. */
	enum End implements ImageStructure {

		/** Whatever follows: many programs append something of their own. */
		WHOLE,

		BROKEN;

		@Override
		public ImageStructure after(ByteBuffer piece) {
			piece.position(piece.limit());
			return this;
		}

	}

}
