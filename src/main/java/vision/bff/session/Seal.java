package vision.bff.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is sealed, as it goes over the line: a version byte, the id of the key, the nonce,
 * and what is encrypted, in base64url. The first version had no id. Two are never
 * compared, so that it does no harm that arrays are equal only to themselves.
 *
 * @param keyId {@code null} if it names no key
 */
@SuppressWarnings("ArrayRecordComponent")
record Seal(@Nullable Integer keyId, byte[] nonce, byte[] encrypted) {

	static final int NONCE_BYTES = 12;

	private static final byte WITHOUT_ID = 1;

	private static final byte WITH_ID = 2;

	static Optional<Seal> parse(String text) {
		try {
			ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
			byte version = all.get();
			if (version != WITHOUT_ID && version != WITH_ID) {
				return Optional.empty();
			}
			Integer keyId = (version == WITH_ID) ? all.getInt() : null;
			byte[] nonce = new byte[NONCE_BYTES];
			all.get(nonce);
			byte[] encrypted = new byte[all.remaining()];
			all.get(encrypted);
			return Optional.of(new Seal(keyId, nonce, encrypted));
		}
		catch (IllegalArgumentException | BufferUnderflowException ex) {
			return Optional.empty();
		}
	}

	/** What is in clear, but cannot be changed either. */
	static byte[] head(@Nullable Integer keyId) {
		return (keyId != null) ? ByteBuffer.allocate(1 + Integer.BYTES).put(WITH_ID).putInt(keyId).array()
				: new byte[] { WITHOUT_ID };
	}

	String text() {
		byte[] head = head(this.keyId);
		byte[] all = ByteBuffer.allocate(head.length + NONCE_BYTES + this.encrypted.length)
			.put(head)
			.put(this.nonce)
			.put(this.encrypted)
			.array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
	}

}
