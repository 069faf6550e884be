package vision.bff.message.image;

import java.util.Arrays;

/**
 * The bytes that a file of some format begins with.
 */
final class Signature {

	private final byte[] bytes;

	Signature(int... bytes) {
		this.bytes = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			this.bytes[i] = (byte) bytes[i];
		}
	}

	boolean begins(byte[] file) {
		return file.length >= this.bytes.length
				&& Arrays.equals(file, 0, this.bytes.length, this.bytes, 0, this.bytes.length);
	}

}
