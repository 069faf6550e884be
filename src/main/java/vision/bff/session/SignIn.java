package vision.bff.session;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * A try to sign in. It does not show itself in any text, and nobody keeps it.
 *
 * @param login a user name or an e-mail address
 */
public record SignIn(String login, String password) {

	private static final int LONGEST = 255;

	private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

	private static final Pattern PLAIN = Pattern.compile("[a-z0-9@._+~-]*");

	/** A name of digits alone could be a telephone number, of whomever. */
	private static final Pattern USERNAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9._-]+");

	private static final String ANY_OTHER = "any other";

	/**
	 * What somebody typed.
	 * @param login 1 to 255 characters besides the blanks around them
	 * @param password 1 to 255 characters
	 * @throws ProblemException {@code invalid-sign-in} for anything else
	 */
	public static SignIn of(@Nullable String login, @Nullable String password) {
		String name = (login != null) ? login.strip() : "";
		String secret = (password != null) ? password : "";
		List<InvalidValue> errors = new ArrayList<>();
		if (!isOfAnAllowedLength(name) || name.codePoints().anyMatch(Character::isISOControl)) {
			errors.add(InvalidValue.pointer("/login", "must have 1 to 255 characters, and no control character"));
		}
		if (!isOfAnAllowedLength(secret)) {
			errors.add(InvalidValue.pointer("/password", "must have 1 to 255 characters"));
		}
		if (!errors.isEmpty()) {
			throw new ProblemException(ProblemCode.INVALID_SIGN_IN).with(errors);
		}
		return new SignIn(name, secret);
	}

	private static boolean isOfAnAllowedLength(String text) {
		return !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST;
	}

	/**
	 * Stands for the account where tries are counted. All that the database of the site
	 * could take for the same name has the same: it ignores case and accents, and may
	 * lose what is no part of a usual name, so all unusual ones count as one.
	 */
	public String account() {
		String folded = ACCENTS.matcher(Normalizer.normalize(this.login, Normalizer.Form.NFKD))
			.replaceAll("")
			.toLowerCase(Locale.ROOT);
		return Fingerprint.of(PLAIN.matcher(folded).matches() ? folded.replaceFirst("^@+", "") : ANY_OTHER);
	}

	/** Whether it can only be a user name. */
	public boolean isByUsername() {
		return USERNAME.matcher(this.login).matches();
	}

	@Override
	public String toString() {
		return "SignIn[redacted]";
	}

}
