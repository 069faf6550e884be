package vision.bff.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of what belongs to no one session: hashes, half of SHA-256.
 */
final class HashedName {

	private static final int BYTES = 16;

	private HashedName() {
	}

	static String of(String kind, String what) {
		return "vision:{" + hash(kind + ":" + what) + "}:" + kind;
	}

	static String hash(String what) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
