package vision.bff.session.web;

import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.Person;
import vision.bff.person.WhoAmI;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Credential;
import vision.bff.session.Session;
import vision.bff.session.SessionCookie;
import vision.bff.session.SessionReader;
import vision.bff.session.Sessions;
import vision.bff.session.SignIn;
import vision.bff.session.SignInTries;
import vision.bff.time.Deadline;
import vision.bff.time.RequestBudget;
import vision.bff.web.HeaderNames;
import vision.bff.web.InvalidBody;
import vision.bff.web.PublicPath;

@RestController
@RequestMapping(path = SessionController.PATH)
class SessionController {

	static final String PATH = "/session";

	private final SessionReader reader;

	private final SessionCookie sessionCookie;

	private final Sessions sessions;

	private final SignInTries tries;

	private final WhoAmI whoAmI;

	private final RequestBudget budget;

	SessionController(SessionReader reader, SessionCookie sessionCookie, Sessions sessions, SignInTries tries,
			WhoAmI whoAmI, RequestBudget budget) {
		this.reader = reader;
		this.sessionCookie = sessionCookie;
		this.sessions = sessions;
		this.tries = tries;
		this.whoAmI = whoAmI;
		this.budget = budget;
	}

	/** Without a body, the session is handed over as a bearer token. */
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@InvalidBody(ProblemCode.INVALID_SIGN_IN)
	ResponseEntity<SessionResource> start(@RequestBody(required = false) @Nullable SignInPayload payload,
			HttpServletRequest request) {
		return Deadline.within(this.budget.request(),
				() -> (payload != null) ? signIn(payload, request) : handOver(request));
	}

	private ResponseEntity<SessionResource> signIn(SignInPayload payload, HttpServletRequest request) {
		if (request.getHeader(HeaderNames.CSRF) == null) {
			throw new ProblemException(ProblemCode.CSRF_HEADER_REQUIRED);
		}
		if (this.reader.isByBearer(request)) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					"Send a bearer token, or a login and a password, but not both.");
		}
		SignIn signIn = payload.signIn();
		Session session = this.tries.count(signIn, request.getRemoteAddr(), () -> this.sessions.signIn(signIn));
		return started(session, this.whoAmI.of(session, signIn), request);
	}

	private ResponseEntity<SessionResource> handOver(HttpServletRequest request) {
		return switch (this.reader.credential(request)) {
			case Credential.Bearer(Session session) -> {
				this.sessions.verify(session);
				yield started(session, this.whoAmI.of(session), request);
			}
			case Credential.Cookie _ -> throw new ProblemException(ProblemCode.UNAUTHENTICATED,
					"A session is started with 'Authorization: Bearer <session_id>', or with a login and a password.");
		};
	}

	private ResponseEntity<SessionResource> started(Session session, Optional<Person> me, HttpServletRequest request) {
		Credential.Cookie started = this.sessionCookie.start(session);
		return ResponseEntity.created(URI.create(PublicPath.of(request, PATH)))
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.SET_COOKIE, this.sessionCookie.kept(started))
			.body(SessionResource.of(started, me));
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SessionResource> show(Credential credential) {
		Optional<Person> me = Deadline.within(this.budget.request(), () -> this.whoAmI.of(credential.session()));
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SessionResource.of(credential, me));
	}

	/** The site's own sign-out would end all phones of the person, so it is not asked. */
	@DeleteMapping
	ResponseEntity<Void> end() {
		return ResponseEntity.noContent()
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.SET_COOKIE, this.sessionCookie.forgotten().toArray(String[]::new))
			.build();
	}

}
