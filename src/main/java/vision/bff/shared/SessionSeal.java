package vision.bff.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

import vision.bff.session.Session;

/**
 * Names and seals what is kept for a session, so that it is of no use to whoever reads
 * the store: names are made by HKDF-SHA256 (RFC 5869) of the credential, and values are
 * sealed by AES-256-GCM (NIST SP 800-38D) with a key made likewise, for their name only.
 * All names of a session have one hash tag, so that a cluster keeps them in one place.
 */
record SessionSeal(Session session) {

	private static final int NAME_BYTES = 16;

	private static final int KEY_BYTES = 32;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final SecureRandom RANDOM = new SecureRandom();

	String name(String kind) {
		return "vision:{" + HexFormat.of().formatHex(derived("name", NAME_BYTES).getEncoded()) + "}:" + kind;
	}

	/**
	 * The name of one of many things of a kind.
	 * @param which not to be read in the store either
	 */
	String name(String kind, String which) {
		return name(kind) + ":" + HexFormat.of().formatHex(derived(kind + ":" + which, NAME_BYTES).getEncoded());
	}

	String seal(String name, byte[] value) {
		byte[] nonce = new byte[NONCE_BYTES];
		RANDOM.nextBytes(nonce);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(value);
			return Base64.getEncoder()
				.encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES in GCM", ex);
		}
	}

	/**
	 * What was sealed; nothing if it was not sealed for this name by this session.
	 */
	Optional<byte[]> open(String name, String sealed) {
		try {
			byte[] bytes = Base64.getDecoder().decode(sealed);
			if (bytes.length < NONCE_BYTES) {
				return Optional.empty();
			}
			byte[] nonce = new byte[NONCE_BYTES];
			ByteBuffer.wrap(bytes).get(nonce);
			return Optional
				.of(cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, derived("seal", KEY_BYTES), new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private SecretKey derived(String purpose, int bytes) {
		try {
			return KDF.getInstance("HKDF-SHA256")
				.deriveKey("AES",
						HKDFParameterSpec.ofExtract()
							.addIKM(this.session.token().getBytes(StandardCharsets.US_ASCII))
							.thenExpand(("vision-bff shared " + purpose).getBytes(StandardCharsets.UTF_8), bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform of version 25 has HKDF", ex);
		}
	}

}
