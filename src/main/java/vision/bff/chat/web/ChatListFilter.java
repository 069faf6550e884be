package vision.bff.chat.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.problem.ProblemException;
import vision.bff.session.SessionReader;

/**
 * Answers the usual request for the chat list before Spring MVC looks for who could,
 * which was a third of the processor time of such a request (bench/NOTES.md). Whatever is
 * not that simple goes on to the controller, whose answer is the same.
 */
class ChatListFilter extends HttpFilter {

	private final Chats chats;

	private final SessionReader sessionReader;

	private final Renderings renderings;

	private final Clock clock;

	private final HandlerExceptionResolver problems;

	ChatListFilter(Chats chats, SessionReader sessionReader, Renderings renderings, Clock clock,
			HandlerExceptionResolver problems) {
		this.chats = chats;
		this.sessionReader = sessionReader;
		this.renderings = renderings;
		this.clock = clock;
		this.problems = problems;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (!SimpleRequest.is(request)) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, ChatController.PATH);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((observed) -> observed.setPathPattern(ChatController.PATH));
		try {
			Instant start = this.clock.instant();
			ChatList list = this.chats.all(this.sessionReader.read(request));
			this.renderings.of(list).answer(request, response, new ListOrigin(list, start));
		}
		catch (ProblemException ex) {
			this.problems.resolveException(request, response, null, ex);
		}
	}

}
