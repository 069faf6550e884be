package vision.bff.web;

import jakarta.servlet.http.HttpServletRequest;

import vision.bff.problem.ProblemCode;

/**
 * What it is called that a JSON body cannot be taken: that depends on what it is for.
 */
public final class BodyProblem {

	private BodyProblem() {
	}

	public static ProblemCode of(HttpServletRequest request) {
		return request.getRequestURI().equals("/session") ? ProblemCode.INVALID_SIGN_IN : ProblemCode.INVALID_MESSAGE;
	}

}
