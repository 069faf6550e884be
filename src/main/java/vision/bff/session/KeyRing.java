package vision.bff.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import vision.bff.problem.InvalidPropertyException;

/**
 * Seals a session so that only who has one of the keys can read or make it. What is
 * encrypted is the expiry in epoch seconds with the token behind it.
 */
final class KeyRing {

	private final List<SealingKey> keys;

	private KeyRing(List<SealingKey> keys) {
		this.keys = keys;
	}

	/**
	 * A ring of these keys.
	 * @param encoded in base64, at least one; the first seals, all open
	 * @throws InvalidPropertyException for anything but 256 bits
	 */
	static KeyRing of(List<String> encoded) {
		List<SealingKey> keys = new ArrayList<>();
		for (String key : encoded) {
			keys.add(SealingKey.of(key)
				.orElseThrow(() -> new InvalidPropertyException("vision.session.keys[" + keys.size() + "]",
						"(not shown, as it is a secret)",
						"Set vision.session.keys to a list of 256-bit keys in base64, each made by 'openssl rand -base64 32'",
						null)));
		}
		return new KeyRing(List.copyOf(keys));
	}

	static KeyRing random() {
		return new KeyRing(List.of(SealingKey.random()));
	}

	String seal(Credential.Cookie credential) {
		byte[] token = credential.session().token().getBytes(StandardCharsets.US_ASCII);
		byte[] content = ByteBuffer.allocate(Long.BYTES + token.length)
			.putLong(credential.expiresAt().getEpochSecond())
			.put(token)
			.array();
		return this.keys.getFirst().seal(content).text();
	}

	/**
	 * What was sealed, expired or not; empty if it was not sealed by a key of this ring.
	 */
	Optional<Credential.Cookie> open(String text) {
		return Seal.parse(text)
			.flatMap((seal) -> this.keys.stream().flatMap((key) -> key.open(seal).stream()).findFirst())
			.map(ByteBuffer::wrap)
			.map(KeyRing::credential);
	}

	private static Credential.Cookie credential(ByteBuffer content) {
		Instant expiresAt = Instant.ofEpochSecond(content.getLong());
		return new Credential.Cookie(Session.of(StandardCharsets.US_ASCII.decode(content).toString()), expiresAt);
	}

}
