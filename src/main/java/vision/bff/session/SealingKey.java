package vision.bff.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * A key of AES-256-GCM (NIST SP 800-38D), which takes a random nonce of 96 bits each
 * time: good for 2^32 sealings.
 *
 * @param id tells which key it is, and nothing else of it
 */
record SealingKey(SecretKeySpec key, int id) {

	private static final int BYTES = 32;

	private static final int TAG_BITS = 128;

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * The key in this text.
	 * @return nothing for anything but 256 bits in base64
	 */
	static Optional<SealingKey> of(String encoded) {
		try {
			byte[] bytes = Base64.getDecoder().decode(encoded.strip());
			return (bytes.length == BYTES) ? Optional.of(of(bytes)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	static SealingKey random() {
		return of(randomBytes(BYTES));
	}

	private static SealingKey of(byte[] bytes) {
		int id = ByteBuffer.wrap(Fingerprint.sha256().digest(bytes)).getInt();
		return new SealingKey(new SecretKeySpec(bytes, "AES"), id);
	}

	Seal seal(byte[] content) {
		byte[] nonce = randomBytes(Seal.NONCE_BYTES);
		try {
			return new Seal(this.id, nonce, cipher(Cipher.ENCRYPT_MODE, this.id, nonce).doFinal(content));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES in GCM", ex);
		}
	}

	Optional<byte[]> open(Seal seal) {
		if (seal.keyId() != null && seal.keyId() != this.id) {
			return Optional.empty();
		}
		try {
			return Optional.of(cipher(Cipher.DECRYPT_MODE, seal.keyId(), seal.nonce()).doFinal(seal.encrypted()));
		}
		catch (GeneralSecurityException ex) {
			return Optional.empty();
		}
	}

	private Cipher cipher(int mode, @Nullable Integer keyId, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(Seal.head(keyId));
		return cipher;
	}

	private static byte[] randomBytes(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

}
