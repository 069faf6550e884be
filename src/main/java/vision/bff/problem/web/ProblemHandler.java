package vision.bff.problem.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.TraceId;

/**
 * Turns whatever stopped a request into its problem.
 */
@RestControllerAdvice
class ProblemHandler {

	private static final Log logger = LogFactory.getLog(ProblemHandler.class);

	@ExceptionHandler
	ResponseEntity<Problem> problem(ProblemException exception, HttpServletRequest request) {
		return ProblemAnswer.of(exception, request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> outOfBounds(HandlerMethodValidationException exception, HttpServletRequest request) {
		return ProblemAnswer.of(InvalidParameters.of(exception), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> wrongType(TypeMismatchException exception, HttpServletRequest request) {
		return ProblemAnswer.of(InvalidParameters.of(exception), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> missing(MissingServletRequestParameterException exception, HttpServletRequest request) {
		return ProblemAnswer.of(InvalidParameters.of(exception), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> unreadableQuery(InvalidParameterException exception, HttpServletRequest request) {
		return ProblemAnswer.of(new ProblemException(ProblemCode.INVALID_REQUEST,
				"The query has too many parameters, or is not percent-encoded UTF-8."), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> unreadableBody(HttpMessageNotReadableException exception, HttpServletRequest request) {
		return ProblemAnswer.of(UnreadableBody.because(exception.getCause()), request);
	}

	@ExceptionHandler
	void nobodyListens(AsyncRequestNotUsableException exception) {
		logger.debug("The client went away before its answer was written");
	}

	@ExceptionHandler
	ResponseEntity<Problem> anythingElse(Exception exception, HttpServletRequest request) {
		if (exception instanceof ErrorResponse refusal) {
			return ProblemAnswer.of(new ProblemException(new ForeignStatus(refusal.getStatusCode().value()).code()),
					refusal.getHeaders(), request, request.getRequestURI());
		}
		logger.error("A bug of ours, traceId " + TraceId.of(request), exception);
		return ProblemAnswer.of(new ProblemException(ProblemCode.INTERNAL_ERROR), request);
	}

}
