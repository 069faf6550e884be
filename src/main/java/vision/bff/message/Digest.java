package vision.bff.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a content: SHA-256, 64 hexadecimal digits.
 */
final class Digest {

	private final MessageDigest sha256;

	Digest() {
		try {
			this.sha256 = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	void add(byte[] bytes, int offset, int length) {
		this.sha256.update(bytes, offset, length);
	}

	/** The digest of all that was added, which ends with this. */
	String hex() {
		return HexFormat.of().formatHex(this.sha256.digest());
	}

	static String of(String text) {
		Digest digest = new Digest();
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		digest.add(bytes, 0, bytes.length);
		return digest.hex();
	}

}
