package vision.bff.security;

import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.SessionReader;
import vision.bff.web.HeaderNames;

/**
 * Refuses what a page of another site could let a browser do with our cookie. Such a page
 * can send forms, but no header of ours without a preflight, which CORS refuses. So the
 * header is proof enough: there is no token to fetch, keep and lose.
 */
@Component
record CsrfHeaderInterceptor(SessionReader sessionReader) implements HandlerInterceptor, WebMvcConfigurer {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

	/** Before everything else that looks at a request for a controller. */
	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getDispatcherType() == DispatcherType.REQUEST && !SAFE.contains(request.getMethod())
				&& request.getHeader(HeaderNames.CSRF) == null && this.sessionReader.isByCookie(request)) {
			throw new ProblemException(ProblemCode.CSRF_HEADER_REQUIRED);
		}
		return true;
	}

}
