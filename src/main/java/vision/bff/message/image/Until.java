package vision.bff.message.image;

import java.nio.ByteBuffer;

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
