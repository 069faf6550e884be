package vision.bff.session.web;

import java.net.URI;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Credential;
import vision.bff.session.SessionCookie;
import vision.bff.session.Sessions;

@RestController
@RequestMapping(path = "/session")
class SessionController {

	private final SessionCookie sessionCookie;

	private final Sessions sessions;

	SessionController(SessionCookie sessionCookie, Sessions sessions) {
		this.sessionCookie = sessionCookie;
		this.sessions = sessions;
	}

	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SessionResource> start(Credential credential) {
		Credential.Cookie started = switch (credential) {
			case Credential.Bearer bearer -> {
				this.sessions.verify(bearer.session());
				yield this.sessionCookie.start(bearer.session());
			}
			case Credential.Cookie cookie -> throw new ProblemException(ProblemCode.UNAUTHENTICATED,
					"A session is started with 'Authorization: Bearer <session_id>' only.");
		};
		return ResponseEntity.created(URI.create("/session"))
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.SET_COOKIE, this.sessionCookie.kept(started))
			.body(SessionResource.of(started));
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<SessionResource> show(Credential credential) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SessionResource.of(credential));
	}

	@DeleteMapping
	ResponseEntity<Void> end() {
		return ResponseEntity.noContent()
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.SET_COOKIE, this.sessionCookie.forgotten())
			.build();
	}

}
