package vision.bff.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import vision.bff.problem.InvalidPropertyException;

/**
 * Seals a session so that only who has one of the keys can read or make it: AES-256-GCM
 * (NIST SP 800-38D) with a random nonce of 96 bits, good for 2^32 sealings by one key.
 * <p>
 * The seal is a version byte, the nonce, and the encrypted expiry in epoch seconds with
 * the token behind it, in base64url. It names no key: each is tried.
 */
final class KeyRing {

	private static final byte VERSION = 1;

	private static final int KEY_BYTES = 32;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final List<SecretKeySpec> keys;

	private KeyRing(List<SecretKeySpec> keys) {
		this.keys = keys;
	}

	/**
	 * A ring of these keys.
	 * @param encoded in base64, at least one; the first seals, all open
	 * @throws InvalidPropertyException for anything but 256 bits
	 */
	static KeyRing of(List<String> encoded) {
		List<SecretKeySpec> keys = new ArrayList<>();
		for (String key : encoded) {
			byte[] bytes = decoded(key.strip()).filter((decoded) -> decoded.length == KEY_BYTES)
				.orElseThrow(() -> new InvalidPropertyException("vision.session.keys[" + keys.size() + "]",
						"(not shown, as it is a secret)",
						"Set vision.session.keys to a list of 256-bit keys in base64, each made by 'openssl rand -base64 32'",
						null));
			keys.add(new SecretKeySpec(bytes, "AES"));
		}
		return new KeyRing(List.copyOf(keys));
	}

	static KeyRing random() {
		return new KeyRing(List.of(new SecretKeySpec(randomBytes(KEY_BYTES), "AES")));
	}

	String seal(Credential.Cookie credential) {
		byte[] nonce = randomBytes(NONCE_BYTES);
		byte[] token = credential.session().token().getBytes(StandardCharsets.US_ASCII);
		byte[] content = ByteBuffer.allocate(Long.BYTES + token.length)
			.putLong(credential.expiresAt().getEpochSecond())
			.put(token)
			.array();
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, this.keys.getFirst(), nonce).doFinal(content);
			byte[] all = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
				.put(VERSION)
				.put(nonce)
				.put(sealed)
				.array();
			return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES in GCM", ex);
		}
	}

	/**
	 * What was sealed, expired or not; empty if it was not sealed by a key of this ring.
	 */
	Optional<Credential.Cookie> open(String seal) {
		try {
			ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(seal));
			if (all.get() != VERSION) {
				return Optional.empty();
			}
			byte[] nonce = new byte[NONCE_BYTES];
			all.get(nonce);
			byte[] sealed = new byte[all.remaining()];
			all.get(sealed);
			return this.keys.stream().flatMap((key) -> opened(key, nonce, sealed).stream()).findFirst();
		}
		catch (IllegalArgumentException | BufferUnderflowException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Credential.Cookie> opened(SecretKeySpec key, byte[] nonce, byte[] sealed) {
		try {
			ByteBuffer content = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed));
			Instant expiresAt = Instant.ofEpochSecond(content.getLong());
			String token = StandardCharsets.US_ASCII.decode(content).toString();
			return Optional.of(new Credential.Cookie(Session.of(token), expiresAt));
		}
		catch (GeneralSecurityException ex) {
			return Optional.empty();
		}
	}

	private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(new byte[] { VERSION });
		return cipher;
	}

	private static Optional<byte[]> decoded(String key) {
		try {
			return Optional.of(Base64.getDecoder().decode(key));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static byte[] randomBytes(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

}
