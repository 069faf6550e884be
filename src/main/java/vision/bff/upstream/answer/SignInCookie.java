package vision.bff.upstream.answer;

import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpHeaders;

/**
 * The cookie in which the site's own sign-in hands the token over.
 */
final class SignInCookie {

	private static final String NAME = "user_id=";

	private SignInCookie() {
	}

	/** The token; nothing if there is none, or more than one. */
	static Optional<String> token(HttpHeaders headers) {
		List<String> tokens = headers.getOrEmpty(HttpHeaders.SET_COOKIE)
			.stream()
			.map(String::strip)
			.filter((cookie) -> cookie.startsWith(NAME))
			.map((cookie) -> cookie.substring(NAME.length()).split(";", 2)[0].strip())
			.distinct()
			.toList();
		return (tokens.size() == 1 && !tokens.getFirst().isEmpty()) ? Optional.of(tokens.getFirst()) : Optional.empty();
	}

}
