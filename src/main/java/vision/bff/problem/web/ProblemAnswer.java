package vision.bff.problem.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

final class ProblemAnswer {

	private ProblemAnswer() {
	}

	static ResponseEntity<Problem> of(ProblemException exception, HttpServletRequest request) {
		return of(exception, new HttpHeaders(), request, request.getRequestURI());
	}

	static ResponseEntity<Problem> of(ProblemException exception, HttpHeaders others, HttpServletRequest request,
			String path) {
		HttpHeaders all = new HttpHeaders(others);
		all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		all.setCacheControl("no-store");
		challenge(exception.code(), all);
		if (exception.retryAfter() != null) {
			all.set(HttpHeaders.RETRY_AFTER,
					Long.toString(Math.max(1, exception.retryAfter().plusMillis(999).toSeconds())));
		}
		return ResponseEntity.status(exception.code().status()).headers(all).body(Problem.of(exception, request, path));
	}

	/** RFC 6750 section 3: no error code where no credential was given. */
	private static void challenge(ProblemCode code, HttpHeaders headers) {
		if (code == ProblemCode.UNAUTHENTICATED || code == ProblemCode.WRONG_CREDENTIALS) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		else if (code == ProblemCode.INVALID_SESSION) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
		}
	}

}
