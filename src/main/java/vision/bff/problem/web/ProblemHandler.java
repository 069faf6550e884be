package vision.bff.problem.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.CloseNowException;
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

@RestControllerAdvice
class ProblemHandler {

	private static final Log logger = LogFactory.getLog(ProblemHandler.class);

	@ExceptionHandler
	ResponseEntity<Problem> answer(Exception exception, HttpServletRequest request) {
		return switch (exception) {
			case ProblemException problem -> ProblemAnswer.of(problem, request);
			case HandlerMethodValidationException outOfBounds ->
				ProblemAnswer.of(InvalidParameters.of(outOfBounds), request);
			case TypeMismatchException wrongType -> ProblemAnswer.of(InvalidParameters.of(wrongType), request);
			case MissingServletRequestParameterException missing ->
				ProblemAnswer.of(InvalidParameters.of(missing), request);
			case InvalidParameterException _ -> ProblemAnswer.of(new ProblemException(ProblemCode.INVALID_REQUEST,
					"The query has too many parameters, or is not percent-encoded UTF-8."), request);
			case HttpMessageNotReadableException unreadable ->
				ProblemAnswer.of(UnreadableBody.because(unreadable.getCause(), request), request);
			case ErrorResponse refusal ->
				ProblemAnswer.of(new ProblemException(ForeignStatus.code(refusal.getStatusCode().value())),
						refusal.getHeaders(), request, request.getRequestURI());
			default -> {
				logger.error("A bug of ours, traceId " + TraceId.of(request), exception);
				yield ProblemAnswer.of(new ProblemException(ProblemCode.INTERNAL_ERROR), request);
			}
		};
	}

	/** Half an answer is on its way already. */
	@ExceptionHandler
	void brokenOff(CloseNowException exception) throws CloseNowException {
		throw exception;
	}

	@ExceptionHandler
	void nobodyListens(AsyncRequestNotUsableException exception) {
		logger.debug("The client went away before its answer was written");
	}

}
