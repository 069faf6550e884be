package vision.bff.message.image;

import java.nio.ByteBuffer;

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
