package vision.bff.person.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.chat.Id;
import vision.bff.person.NameSearch;
import vision.bff.person.People;
import vision.bff.person.PeoplePage;
import vision.bff.person.Profile;
import vision.bff.session.Session;
import vision.bff.web.AnswerOrigin;
import vision.bff.web.PublicPath;
import vision.bff.web.Rendering;

@RestController
@RequestMapping(path = PersonController.PATH)
class PersonController {

	static final String PATH = "/people";

	private static final String LIMIT = "must be an integer from 1 to 100";

	private final People people;

	private final JsonMapper jsonMapper;

	private final Clock clock;

	PersonController(People people, JsonMapper jsonMapper, Clock clock) {
		this.people = people;
		this.jsonMapper = jsonMapper;
		this.clock = clock;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	void search(Session session, @RequestParam String q,
			@RequestParam(defaultValue = "20") @Min(value = 1, message = LIMIT) @Max(value = People.MAX_LIMIT,
					message = LIMIT) long limit,
			@RequestParam(required = false) @Id @Nullable Long before, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		Instant requestedAt = this.clock.instant();
		PeoplePage page = this.people.search(session, NameSearch.of(q), before, Math.toIntExact(limit));
		answer(new PeopleResource(page.items(), link(request, q, page.older(), limit)), page.asOf(), requestedAt,
				request, response);
	}

	private static @Nullable String link(HttpServletRequest request, String q, @Nullable Long older, long limit) {
		return (older != null) ? UriComponentsBuilder.fromPath(PublicPath.of(request, PATH))
			.queryParam("q", "{q}")
			.queryParam("before", older)
			.queryParam("limit", limit)
			.encode()
			.buildAndExpand(Map.of("q", q))
			.toUriString() : null;
	}

	@GetMapping(path = "/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
	void show(Session session, @PathVariable @Id long userId, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Instant requestedAt = this.clock.instant();
		answer(this.people.withId(session, userId), requestedAt, request, response);
	}

	@GetMapping(path = "/by-username/{username}", produces = MediaType.APPLICATION_JSON_VALUE)
	void find(Session session, @PathVariable String username, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Instant requestedAt = this.clock.instant();
		answer(this.people.withUsername(session, username), requestedAt, request, response);
	}

	private void answer(Profile profile, Instant requestedAt, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		answer(profile.person(), profile.asOf(), requestedAt, request, response);
	}

	private void answer(Object resource, Instant asOf, Instant requestedAt, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		new AnswerOrigin(asOf, false, requestedAt).write(response);
		Rendering.of(resource, this.jsonMapper).answer(request, response);
	}

}
