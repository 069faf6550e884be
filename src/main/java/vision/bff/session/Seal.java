package vision.bff.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * What is sealed, as it goes over the line: a version byte, the nonce, and what is
 * encrypted, in base64url. Two are never compared, so that it does no harm that arrays
 * are equal only to themselves.
 */
@SuppressWarnings("ArrayRecordComponent")
record Seal(byte[] nonce, byte[] encrypted) {

	static final byte VERSION = 1;

	static final int NONCE_BYTES = 12;

	static Optional<Seal> parse(String text) {
		try {
			ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
			if (all.get() != VERSION) {
				return Optional.empty();
			}
			byte[] nonce = new byte[NONCE_BYTES];
			all.get(nonce);
			byte[] encrypted = new byte[all.remaining()];
			all.get(encrypted);
			return Optional.of(new Seal(nonce, encrypted));
		}
		catch (IllegalArgumentException | BufferUnderflowException ex) {
			return Optional.empty();
		}
	}

	String text() {
		byte[] all = ByteBuffer.allocate(1 + NONCE_BYTES + this.encrypted.length)
			.put(VERSION)
			.put(this.nonce)
			.put(this.encrypted)
			.array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
	}

}
