package vision.bff.live.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.Id;
import vision.bff.session.Session;
import vision.bff.web.HeaderNames;

@RestController
@RequestMapping(EventController.PATH)
class EventController {

	static final String PATH = "/events";

	private static final int MAX_OPEN = 5;

	private final EventStreamOpening opening;

	EventController(EventStreamOpening opening) {
		this.opening = opening;
	}

	@GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void open(Session session,
			@RequestParam(required = false) @Size(max = MAX_OPEN,
					message = "must be at most 5 ids") @Nullable Set<@Id Long> open,
			@RequestHeader(name = HeaderNames.LAST_EVENT_ID, required = false) @Nullable String lastEventId,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.opening.open(session, (open != null) ? open : Set.of(), (lastEventId != null) ? lastEventId : "", request,
				response);
	}

	/** Whoever only asks for headers must not hold a stream. */
	@RequestMapping(method = RequestMethod.HEAD)
	void head() throws HttpRequestMethodNotSupportedException {
		throw new HttpRequestMethodNotSupportedException(HttpMethod.HEAD.name(), Set.of(HttpMethod.GET.name()));
	}

}
