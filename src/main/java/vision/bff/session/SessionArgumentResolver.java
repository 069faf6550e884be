package vision.bff.session;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * The one reader of the credential: {@code Authorization: Bearer <session_id>} (RFC 6750
 * section 2.1).
 */
class SessionArgumentResolver implements HandlerMethodArgumentResolver {

	private static final String SCHEME = "Bearer";

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Session.class;
	}

	@Override
	public Session resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		@Nullable String[] values = request.getHeaderValues(HttpHeaders.AUTHORIZATION);
		if (values == null || values.length == 0) {
			throw new ProblemException(ProblemCode.UNAUTHENTICATED);
		}
		String value = values[0];
		if (values.length > 1 || value == null) {
			throw new ProblemException(ProblemCode.INVALID_SESSION);
		}
		if (!isBearer(value)) {
			throw new ProblemException(ProblemCode.UNAUTHENTICATED);
		}
		return Session.of(value.substring(SCHEME.length()).strip());
	}

	private static boolean isBearer(String value) {
		return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& (value.length() == SCHEME.length() || value.charAt(SCHEME.length()) == ' ');
	}

}
