package vision.bff.session;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Finds the token in {@code Authorization: Bearer <session_id>} (RFC 6750 section 2.1).
 */
final class BearerToken {

	private static final String SCHEME = "Bearer";

	private BearerToken() {
	}

	static boolean isIn(HttpServletRequest request) {
		return isBearer(request.getHeader(HttpHeaders.AUTHORIZATION));
	}

	static @Nullable String in(HttpServletRequest request) {
		List<String> values = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (values.size() > 1) {
			throw new ProblemException(ProblemCode.INVALID_SESSION);
		}
		return (!values.isEmpty() && isBearer(values.getFirst())) ? values.getFirst().substring(SCHEME.length()).strip()
				: null;
	}

	private static boolean isBearer(@Nullable String value) {
		return value != null && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& (value.length() == SCHEME.length() || value.charAt(SCHEME.length()) == ' ');
	}

}
