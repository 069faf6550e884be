package vision.bff.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.time.Duration;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.BodyProblem;

/**
 * Reads no more of a JSON body than the longest text can need, even if all of it is
 * escaped, and for no longer than a slow line takes.
 */
@RestControllerAdvice
class BoundedBodiesAdvice extends RequestBodyAdviceAdapter {

	private static final int MAX_BYTES = 64 * 1024;

	private static final int PIECE = 4 * 1024;

	private final Duration timeout;

	BoundedBodiesAdvice(ConnectionProperties properties) {
		this.timeout = properties.bodyTimeout();
	}

	@Override
	public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converter) throws IOException {
		if (message.getHeaders().getContentLength() > MAX_BYTES) {
			throw tooLong();
		}
		byte[] bytes = read(message.getBody());
		if (bytes.length > MAX_BYTES) {
			throw tooLong();
		}
		return new ReadBody(new ByteArrayInputStream(bytes), message.getHeaders());
	}

	private byte[] read(InputStream body) throws IOException {
		Connection connection = Connection.current();
		long start = System.nanoTime();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		byte[] piece = new byte[PIECE];
		while (bytes.size() <= MAX_BYTES) {
			Duration left = this.timeout.minusNanos(System.nanoTime() - start);
			if (!left.isPositive()) {
				throw new ProblemException(ProblemCode.INVALID_REQUEST, "The body took too long to arrive.");
			}
			if (connection != null) {
				connection.setBodyReadTimeout(left);
			}
			int count = body.read(piece);
			if (count < 0) {
				break;
			}
			bytes.write(piece, 0, count);
		}
		return bytes.toByteArray();
	}

	private static ProblemException tooLong() {
		ServletRequestAttributes request = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
		return new ProblemException(BodyProblem.of(request.getRequest()),
				InvalidValue.pointer("", "must have at most " + MAX_BYTES + " bytes"));
	}

	private record ReadBody(InputStream body, HttpHeaders headers) implements HttpInputMessage {

		@Override
		public InputStream getBody() {
			return this.body;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
