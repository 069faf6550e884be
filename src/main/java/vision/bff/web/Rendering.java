package vision.bff.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The finished bytes of an answer that only who asked may keep, and what names them. Two
 * are never compared, so that it does no harm that arrays are equal only to themselves.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rendering(byte[] json, String etag) {

	public static Rendering of(Object resource, JsonMapper jsonMapper) {
		byte[] json = jsonMapper.writeValueAsBytes(resource);
		return new Rendering(json, "\"" + DigestUtils.md5DigestAsHex(json) + "\"");
	}

	/**
	 * Writes them straight into the response, or a 304 if the front end has them already
	 * (RFC 9110 section 13.1.2).
	 */
	public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
		response.addHeader(HttpHeaders.VARY, "Authorization, Cookie");
		if (new ServletWebRequest(request, response).checkNotModified(this.etag)) {
			return;
		}
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(this.json.length);
		response.getOutputStream().write(this.json);
	}

}
