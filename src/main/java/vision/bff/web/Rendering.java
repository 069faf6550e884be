package vision.bff.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * The finished bytes of an answer that only who asked may keep, what names them, and,
 * once somebody has asked for it so, the same compressed.
 */
public final class Rendering {

	private static final String GZIP = "gzip";

	private static final int WORTH_COMPRESSING = 1024;

	private final byte[] json;

	/** With the quote that it begins with. */
	private final String name;

	private volatile byte @Nullable [] compressed;

	private Rendering(byte[] json) {
		this.json = json;
		this.name = "\"" + DigestUtils.md5DigestAsHex(json);
	}

	public static Rendering of(Object resource, JsonMapper jsonMapper) {
		return new Rendering(jsonMapper.writeValueAsBytes(resource));
	}

	/**
	 * Writes them straight into the response, or a 304 if the front end has them already
	 * (RFC 9110 section 13.1.2). They have one name in whatever coding, so it is a weak
	 * one.
	 */
	public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
		response.addHeader(HttpHeaders.VARY, "Authorization, Cookie, Accept-Encoding");
		response.setHeader(HttpHeaders.ETAG, "W/" + this.name + '"');
		if (isKnown(request)) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			return;
		}
		boolean gzip = this.json.length >= WORTH_COMPRESSING
				&& GZIP.equals(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
		byte[] body = gzip ? compressed() : this.json;
		if (gzip) {
			response.setHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
		}
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	/** Apache httpd makes the name another one when it compresses. */
	private boolean isKnown(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH))
			.stream()
			.anyMatch((names) -> names.equals("*") || names.contains(this.name + '"')
					|| names.contains(this.name + "-gzip\""));
	}

	/** Two who come at once may both make it. */
	private byte[] compressed() {
		byte[] known = this.compressed;
		if (known == null) {
			known = gzip(this.json);
			this.compressed = known;
		}
		return known;
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4);
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

}
