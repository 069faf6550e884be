package vision.bff.chat.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

import vision.bff.problem.ProblemException;
import vision.bff.session.SessionReader;

/**
 * Answers the usual request for the chat list before Spring MVC looks for who could,
 * which was a third of the processor time of such a request (bench/NOTES.md). Whatever is
 * not that simple goes on to the controller, whose answer is the same.
 */
class ChatListFilter extends HttpFilter {

	/** With what browsers and their libraries ask for JSON; others take the long way. */
	private static final Set<String> ACCEPTING_JSON = Set.of(MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE,
			"application/json, text/plain, */*");

	private final ChatAnswers answers;

	private final SessionReader sessionReader;

	private final HandlerExceptionResolver problems;

	ChatListFilter(ChatAnswers answers, SessionReader sessionReader, HandlerExceptionResolver problems) {
		this.answers = answers;
		this.sessionReader = sessionReader;
		this.problems = problems;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!isSimple(request)) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, ChatController.PATH);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((observed) -> observed.setPathPattern(ChatController.PATH));
		try {
			this.answers.list(this.sessionReader.read(request), request, response);
		}
		catch (ProblemException ex) {
			this.problems.resolveException(request, response, null, ex);
		}
	}

	private static boolean isSimple(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return request.getMethod().equals(HttpMethod.GET.name()) && request.getQueryString() == null
				&& request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
				&& (accept == null || ACCEPTING_JSON.contains(accept));
	}

}
