package vision.bff.doctor;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

import vision.bff.problem.ProblemCode;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.Answers;

/**
 * What the site offers to anybody, seen with a session, an account and a password that
 * nobody has (UPSTREAM.md, "Transport", "Switched off", "Calls outside the page").
 */
record SiteCheck(Visitor visitor, Answers answers, boolean confidential) {

	/** A photo of a phone has more. */
	private static final int IMAGE_BYTES = 2 * 1024 * 1024;

	static final String NOBODY = UUID.randomUUID().toString();

	Finding api(Look chats) {
		Answer answer = this.answers.route(chats.entity());
		return switch (answer) {
			case Answer.SessionRefused _ -> Finding.ok("api", "answers");
			case Answer.Disabled _ -> Finding.bad("api", "switched off by the owner of the site",
					"Every request is a 503 api-disabled until the owner switches it on.");
			case Answer.Busy _ -> Finding.warning("api", "asked too often",
					"Requests are a 503 overloaded. Raise the limit of the site's web server or CDN for this service.");
			case Answer.Failure failure ->
				Finding.bad("api", "HTTP %d, %s".formatted(chats.response().statusCode(), failure.kind()),
						"Look whether vision.base-url is the address of the site's first page, and at the runbook.");
			case Answer.Success _, Answer.Empty _ ->
				Finding.bad("api", "answers a session that nobody has", "This is no site of the kind that is known.");
		};
	}

	Finding counter() throws IOException {
		Look look = this.visitor.post("/native_api/main/update_msb_indicators", Map.of("session_id", NOBODY));
		return (this.answers.route(look.entity()) instanceof Answer.SessionRefused) ? Finding.ok("counter", "there")
				: Finding.warning("counter", "not there, or not as it is known",
						"Live streams ask for the whole chat list instead, every 5 s for each session.");
	}

	Finding signIn() throws IOException {
		if (!this.confidential) {
			return Finding.warning("sign-in", "not tried over http",
					"Nobody can sign in with a password here. Sessions can be handed over.");
		}
		Look look = this.visitor.post("/native_api/auth/login",
				Map.of("email", NOBODY + "@doctor.invalid", "password", NOBODY));
		boolean known = this.answers.routeSignIn(look.entity()) instanceof Answer.Rejected rejected
				&& rejected.problem() == ProblemCode.WRONG_CREDENTIALS;
		return known ? Finding.ok("sign-in", "there") : Finding.warning("sign-in", "not there, or not as it is known",
				"Signing in with a password is a 502 sign-in-unavailable. Sessions can be handed over.");
	}

	/** The oldest release writes user names with an @. */
	Finding release() throws IOException {
		Look look = this.visitor.get("/mobile_api/search_people", Map.of("query", "a", "page_size", "1"));
		if (!(this.answers.route(look.entity()) instanceof Answer.Success(JsonNode data)) || data.isEmpty()) {
			return Finding.ok("release", "cannot be told from outside");
		}
		boolean oldest = data.path(0).path("username").asString("").startsWith("@");
		return Finding.ok("release", oldest ? "1.2 or like it" : "1.3 or newer");
	}

	Finding uploads() throws IOException {
		Look look = this.visitor.postLarge("/mobile_api/send_message", IMAGE_BYTES);
		return switch (this.answers.route(look.entity())) {
			case Answer.SessionRefused _ -> Finding.ok("uploads",
					"the web server of the site takes 2 MiB; what PHP and the site take, only an upload shows");
			case Answer.TooLarge _ -> Finding.warning("uploads", "the web server of the site refuses 2 MiB",
					"Such images are a 413 image-too-large. Raise the limit there (nginx: client_max_body_size).");
			default -> Finding.warning("uploads", "answered as nothing that is known",
					"Whether images are taken is not known.");
		};
	}

}
