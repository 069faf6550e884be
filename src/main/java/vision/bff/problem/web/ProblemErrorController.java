package vision.bff.problem.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.ReportedProblem;

/**
 * Turns what a filter or the servlet container refused by itself into its problem.
 */
@RestController
class ProblemErrorController implements ErrorController {

	private final HeaderWriter refusalHeaders;

	ProblemErrorController(HeaderWriter refusalHeaders) {
		this.refusalHeaders = refusalHeaders;
	}

	/** What a valve refused has been through no filter that writes headers. */
	@RequestMapping("${spring.web.error.path:${error.path:/error}}")
	ResponseEntity<Problem> refused(HttpServletRequest request, HttpServletResponse response) {
		this.refusalHeaders.writeHeaders(request, response);
		Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return ProblemAnswer.of(new ProblemException(code(request)), new HttpHeaders(), request,
				(path != null) ? path.toString() : request.getRequestURI());
	}

	/**
	 * Where a body stops arriving, Tomcat calls it a bad request whatever we made of it
	 * before.
	 */
	private static ProblemCode code(HttpServletRequest request) {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		ReportedProblem reported = ReportedProblem.of(request);
		return (reported != null) ? reported.code()
				: ForeignStatus.code((status instanceof Integer number) ? number : 404);
	}

}
