package vision.bff.session.web;

import java.net.URI;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

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
@Tag(name = "Session", description = "Who I am, and keeping that in a cookie")
class SessionController {

	private final SessionCookie sessionCookie;

	private final Sessions sessions;

	SessionController(SessionCookie sessionCookie, Sessions sessions) {
		this.sessionCookie = sessionCookie;
		this.sessions = sessions;
	}

	@PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "startSession", summary = "Keep my session in a cookie",
			description = "The bearer token of this request is checked with 1.vision and sealed into a cookie that scripts "
					+ "cannot read. A cookie alone starts no session.")
	@ApiResponse(responseCode = "201", description = "The browser has the cookie", headers = {
			@Header(name = "Set-Cookie", ref = "Set-Cookie"), @Header(name = "Location", ref = "Location") })
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
	@Operation(operationId = "getSession", summary = "Show what I am authorised with",
			description = "Whether 1.vision still knows the session is not asked.")
	@ApiResponse(responseCode = "200", description = "The credential of this request, without its secret")
	ResponseEntity<SessionResource> show(Credential credential) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SessionResource.of(credential));
	}

	@DeleteMapping
	@Operation(operationId = "endSession", summary = "Forget the cookie",
			description = "The browser forgets it, whatever it is worth. 1.vision is not told: the token itself stays as "
					+ "valid as it was.")
	@ApiResponse(responseCode = "204", description = "Forgotten, or there was none",
			headers = @Header(name = "Set-Cookie", ref = "Set-Cookie"))
	ResponseEntity<Void> end() {
		return ResponseEntity.noContent()
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.SET_COOKIE, this.sessionCookie.forgotten())
			.build();
	}

}
