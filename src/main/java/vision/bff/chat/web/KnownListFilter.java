package vision.bff.chat.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.session.SessionReader;

/**
 * Answers with a list that is known before Spring MVC looks for who could, which was a
 * third of the processor time of such a request (bench/NOTES.md). Whatever is not that
 * simple goes on to the controller, whose answer is the same.
 */
class KnownListFilter extends HttpFilter {

	/** With what browsers and their libraries ask for JSON; others take the long way. */
	private static final Set<String> ACCEPTING_JSON = Set.of(MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE,
			"application/json, text/plain, */*");

	private final Chats chats;

	private final SessionReader sessionReader;

	private final JsonMapper jsonMapper;

	private final Clock clock;

	KnownListFilter(Chats chats, SessionReader sessionReader, JsonMapper jsonMapper, Clock clock) {
		this.chats = chats;
		this.sessionReader = sessionReader;
		this.jsonMapper = jsonMapper;
		this.clock = clock;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Instant start = this.clock.instant();
		Session session = isSimple(request) ? session(request) : null;
		Optional<ChatList> known = (session != null) ? this.chats.known(session) : Optional.empty();
		if (known.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, ChatController.PATH);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((observed) -> observed.setPathPattern(ChatController.PATH));
		ChatListResource.rendered(known.get(), this.jsonMapper).answer(request, response, known.get(), start);
	}

	private static boolean isSimple(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return request.getMethod().equals(HttpMethod.GET.name()) && request.getQueryString() == null
				&& request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
				&& (accept == null || ACCEPTING_JSON.contains(accept));
	}

	private @Nullable Session session(HttpServletRequest request) {
		try {
			return this.sessionReader.read(request);
		}
		catch (ProblemException forTheControllerToTell) {
			return null;
		}
	}

}
