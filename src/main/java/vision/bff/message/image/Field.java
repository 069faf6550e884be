package vision.bff.message.image;

import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Bytes that say how it goes on.
 */
record Field(ByteBuffer value, Function<ByteBuffer, ImageStructure> then) implements ImageStructure {

	static Field of(int length, Function<ByteBuffer, ImageStructure> then) {
		return new Field(ByteBuffer.allocate(length), then);
	}

	@Override
	public ImageStructure after(ByteBuffer piece) {
		int taken = Math.min(this.value.remaining(), piece.remaining());
		this.value.put(piece.slice(piece.position(), taken));
		piece.position(piece.position() + taken);
		return this.value.hasRemaining() ? this : this.then.apply(this.value.flip());
	}

}
