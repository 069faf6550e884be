package vision.bff.session;

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Lets a controller method ask for the {@link Session} or the {@link Credential} of its
 * request.
 */
record SessionArgumentResolver(SessionReader reader) implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Session.class || parameter.getParameterType() == Credential.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
		HttpServletRequest asked = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
		Credential credential = this.reader.credential(asked);
		return (parameter.getParameterType() == Credential.class) ? credential : credential.session();
	}

}
