package vision.bff.problem.web;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.http.InvalidParameterException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.TraceId;

/**
 * Turns whatever stopped a request into its problem.
 */
@RestControllerAdvice
class ProblemHandler {

	private static final Log logger = LogFactory.getLog(ProblemHandler.class);

	private static final int LONGEST_NAME = 64;

	@ExceptionHandler
	ResponseEntity<Problem> problem(ProblemException exception, HttpServletRequest request) {
		return answer(exception, new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> outOfBounds(HandlerMethodValidationException exception, HttpServletRequest request) {
		List<InvalidValue> errors = exception.getParameterValidationResults()
			.stream()
			.flatMap(ProblemHandler::invalidValues)
			.toList();
		return answer(ProblemException.invalid(errors), new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> wrongType(TypeMismatchException exception, HttpServletRequest request) {
		String name = (exception instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: String.valueOf(exception.getPropertyName());
		String kind = (exception.getRequiredType() == boolean.class) ? "must be true or false" : "must be an integer";
		return answer(ProblemException.invalid(List.of(InvalidValue.parameter(name, kind))), new HttpHeaders(),
				request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> missing(MissingServletRequestParameterException exception, HttpServletRequest request) {
		return answer(
				ProblemException
					.invalid(List.of(InvalidValue.parameter(exception.getParameterName(), "must be given"))),
				new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> unreadableQuery(InvalidParameterException exception, HttpServletRequest request) {
		return answer(
				new ProblemException(ProblemCode.INVALID_REQUEST,
						"The query has too many parameters, or is not percent-encoded UTF-8."),
				new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Problem> unreadableBody(HttpMessageNotReadableException exception, HttpServletRequest request) {
		ProblemException problem = switch (exception.getCause()) {
			case DatabindException mismatch when !mismatch.getPath().isEmpty() ->
				new ProblemException(ProblemCode.INVALID_MESSAGE,
						InvalidValue.pointer(pointer(mismatch), "is not a field of this body, or not of its type"));
			case DatabindException mismatch -> new ProblemException(ProblemCode.INVALID_MESSAGE,
					InvalidValue.pointer("", "must be a JSON object with the field 'text'"));
			case StreamConstraintsException excess -> new ProblemException(ProblemCode.INVALID_MESSAGE,
					InvalidValue.pointer("", "must not be nested so deep, nor have so long a name or number"));
			case JacksonException syntax -> new ProblemException(ProblemCode.INVALID_REQUEST,
					"The body is not well-formed JSON, or has a field twice.");
			case null, default ->
				new ProblemException(ProblemCode.INVALID_REQUEST, "The body is missing or unreadable.");
		};
		return answer(problem, new HttpHeaders(), request);
	}

	@ExceptionHandler
	void nobodyListens(AsyncRequestNotUsableException exception) {
		logger.debug("The client went away before its answer was written");
	}

	@ExceptionHandler
	ResponseEntity<Problem> anythingElse(Exception exception, HttpServletRequest request) {
		if (exception instanceof ErrorResponse refusal) {
			return answer(new ProblemException(ProblemCode.of(refusal.getStatusCode().value())), refusal.getHeaders(),
					request);
		}
		logger.error("A bug of ours, traceId " + TraceId.of(request), exception);
		return answer(new ProblemException(ProblemCode.INTERNAL_ERROR), new HttpHeaders(), request);
	}

	private static ResponseEntity<Problem> answer(ProblemException exception, HttpHeaders headers,
			HttpServletRequest request) {
		HttpHeaders all = new HttpHeaders(headers);
		all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		all.setCacheControl("no-store");
		challenge(exception.code(), all);
		if (exception.retryAfter() != null) {
			all.set(HttpHeaders.RETRY_AFTER,
					Long.toString(Math.max(1, exception.retryAfter().plusMillis(999).toSeconds())));
		}
		Problem problem = Problem.of(exception, request, request.getRequestURI());
		return ResponseEntity.status(exception.code().status()).headers(all).body(problem);
	}

	/**
	 * RFC 6750 section 3: no error code where no credential was given.
	 */
	static void challenge(ProblemCode code, HttpHeaders headers) {
		if (code == ProblemCode.UNAUTHENTICATED) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		else if (code == ProblemCode.INVALID_SESSION) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
		}
	}

	private static Stream<InvalidValue> invalidValues(ParameterValidationResult result) {
		MethodParameter parameter = result.getMethodParameter();
		return result.getResolvableErrors()
			.stream()
			.map((error) -> InvalidValue.parameter(String.valueOf(parameter.getParameterName()),
					String.valueOf(error.getDefaultMessage())));
	}

	/**
	 * As much of a name that a client made up as is told to it again.
	 */
	private static String shortened(String name) {
		return (name.codePointCount(0, name.length()) > LONGEST_NAME)
				? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) : name;
	}

	private static String pointer(DatabindException mismatch) {
		StringBuilder pointer = new StringBuilder();
		for (JacksonException.Reference reference : mismatch.getPath()) {
			String name = reference.getPropertyName();
			pointer.append('/')
				.append((name != null) ? shortened(name).replace("~", "~0").replace("/", "~1")
						: Integer.toString(reference.getIndex()));
		}
		return pointer.toString();
	}

}
