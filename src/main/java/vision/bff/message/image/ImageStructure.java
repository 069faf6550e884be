package vision.bff.message.image;

import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * What the rest of a file must be, by its format, for the file to be whole. It is read in
 * pieces of any size, once.
 */
public sealed interface ImageStructure {

	/**
	 * What must follow some more bytes.
	 */
	default ImageStructure after(byte[] bytes, int offset, int length) {
		ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
		ImageStructure rest = this;
		while (piece.hasRemaining()) {
			rest = rest.after(piece);
		}
		return rest;
	}

	/**
	 * What must follow the bytes that it takes of a piece.
	 */
	ImageStructure after(ByteBuffer piece);

	static ImageStructure field(int length, Function<ByteBuffer, ImageStructure> then) {
		return new Field(ByteBuffer.allocate(length), then);
	}

	/**
	 * Bytes that say how it goes on.
	 */
	record Field(ByteBuffer value, Function<ByteBuffer, ImageStructure> then) implements ImageStructure {

		@Override
		public ImageStructure after(ByteBuffer piece) {
			int taken = Math.min(this.value.remaining(), piece.remaining());
			this.value.put(piece.slice(piece.position(), taken));
			piece.position(piece.position() + taken);
			return this.value.hasRemaining() ? this : this.then.apply(this.value.flip());
		}

	}

	/**
	 * Bytes of which only the number matters.
	 */
	record Content(long length, ImageStructure then) implements ImageStructure {

		@Override
		public ImageStructure after(ByteBuffer piece) {
			int taken = (int) Math.min(this.length, piece.remaining());
			piece.position(piece.position() + taken);
			return (taken == this.length) ? this.then : new Content(this.length - taken, this.then);
		}

	}

	/**
	 * Any bytes up to one that ends them.
	 */
	record Until(byte last, ImageStructure then) implements ImageStructure {

		@Override
		public ImageStructure after(ByteBuffer piece) {
			while (piece.hasRemaining()) {
				if (piece.get() == this.last) {
					return this.then;
				}
			}
			return this;
		}

	}

	/**
	 * Nothing more of it can change that.
	 */
	enum End implements ImageStructure {

		/**
		 * Whatever follows: many programs append something of their own.
		 */
		WHOLE,

		BROKEN;

		@Override
		public ImageStructure after(ByteBuffer piece) {
			piece.position(piece.limit());
			return this;
		}

	}

}
