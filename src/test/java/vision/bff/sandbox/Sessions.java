package vision.bff.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, by phone or in a browser. Every token is good for every call.
 */
final class Sessions {

	private final Map<String, Holder> holders = new HashMap<>();

	private final Map<Person, String> refreshTokens = new HashMap<>();

	private long issued;

	void continueTokensOf(Sessions former) {
		this.issued = Math.max(this.issued, former.issued);
	}

	void keepPhone(Person person, String token) {
		this.holders.put(token, new Holder(person, true));
	}

	String openPhone(Person person, Instant now) {
		String token = token(now);
		keepPhone(person, token);
		return token;
	}

	String openBrowser(Person person, Instant now) {
		String token = token(now);
		this.holders.put(token, new Holder(person, false));
		return token;
	}

	@Nullable Person holder(String token) {
		Holder holder = this.holders.get(token);
		return (holder != null) ? holder.person() : null;
	}

	void endPhonesOf(Person person) {
		this.holders.values().removeIf((holder) -> holder.isPhone() && holder.person().equals(person));
	}

	/**
	 * The one refresh token of the person from now on.
	 */
	String refreshToken(Person person, Instant now) {
		String token = token(now);
		this.refreshTokens.put(person, token);
		return token;
	}

	/**
	 * Whose refresh token it was, until now.
	 */
	@Nullable Person useRefreshToken(String token) {
		for (Map.Entry<Person, String> each : this.refreshTokens.entrySet()) {
			if (each.getValue().equals(token)) {
				this.refreshTokens.remove(each.getKey());
				return each.getKey();
			}
		}
		return null;
	}

	/**
	 * As long as the product's, and never the same twice.
	 */
	String token(Instant now) {
		String digits = HexFormat.of().formatHex(digest(String.valueOf(++this.issued)));
		return digits.substring(0, 40) + now.getEpochSecond() + digits.substring(40, 72);
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Holder(Person person, boolean isPhone) {
	}

}
