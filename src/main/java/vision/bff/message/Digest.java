package vision.bff.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for what is sent to somebody: SHA-256, 64 hexadecimal digits.
 */
final class Digest {

	private final MessageDigest sha256;

	/**
	 * The digest of something to which nothing has been added yet.
	 * @param kind text or image
	 */
	Digest(String kind, long userId) {
		try {
			this.sha256 = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
		this.sha256.update((kind + " to " + userId + ":").getBytes(StandardCharsets.US_ASCII));
	}

	void add(byte[] bytes, int offset, int length) {
		this.sha256.update(bytes, offset, length);
	}

	String hex() {
		return HexFormat.of().formatHex(this.sha256.digest());
	}

	static String of(OutgoingText text, long userId) {
		Digest digest = new Digest("text", userId);
		byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
		digest.add(bytes, 0, bytes.length);
		return digest.hex();
	}

}
