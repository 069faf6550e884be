package vision.bff.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Reads no more of a JSON body than the longest text can need with each of its characters
 * escaped, and no encoded one, which could be much larger than it looks.
 */
@ControllerAdvice
class BoundedBodies extends RequestBodyAdviceAdapter {

	private static final int MAX_BYTES = 64 * 1024;

	@Override
	public boolean supports(MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converterType) throws IOException {
		if (message.getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)) {
			throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "A body is taken without Content-Encoding.");
		}
		return new Bounded(message.getHeaders(), new BoundedStream(message.getBody()));
	}

	private record Bounded(HttpHeaders headers, InputStream body) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

	}

	private static final class BoundedStream extends FilterInputStream {

		private int left = MAX_BYTES;

		private BoundedStream(InputStream body) {
			super(body);
		}

		@Override
		public int read() throws IOException {
			return counted(super.read(), 1);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			return counted(read, read);
		}

		private int counted(int result, int count) {
			if (result >= 0) {
				this.left -= count;
			}
			if (this.left < 0) {
				throw new ProblemException(ProblemCode.INVALID_MESSAGE,
						InvalidValue.pointer("", "must have at most 65536 bytes"));
			}
			return result;
		}

	}

}
