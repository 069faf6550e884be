package vision.bff.chat.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;

import vision.bff.chat.ChatList;
import vision.bff.web.HeaderNames;

/**
 * The finished bytes of an answer, and what names them. Two are never compared, so that
 * it does no harm that arrays are equal only to themselves.
 */
@SuppressWarnings("ArrayRecordComponent")
record Rendering(byte[] json, String etag) {

	static Rendering of(Object resource, JsonMapper jsonMapper) {
		byte[] json = jsonMapper.writeValueAsBytes(resource);
		return new Rendering(json, "\"" + DigestUtils.md5DigestAsHex(json) + "\"");
	}

	/**
	 * Writes them straight into the response, or a 304 if the front end has them already
	 * (RFC 9110 section 13.1.2). RFC 9211 tells where they come from, and RFC 9111
	 * section 5.1 how old they are.
	 * @param list what they were made of
	 * @param start when the request had come
	 */
	void answer(HttpServletRequest request, HttpServletResponse response, ChatList list, Instant start)
			throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
		response.addHeader(HttpHeaders.VARY, "Authorization, Cookie");
		if (list.asOf().isAfter(start)) {
			response.setHeader(HeaderNames.CACHE_STATUS, "vision-bff; fwd=miss");
		}
		else {
			response.setHeader(HeaderNames.CACHE_STATUS,
					list.stale() ? "vision-bff; hit; detail=stale" : "vision-bff; hit");
			response.setHeader(HttpHeaders.AGE,
					Long.toString(Math.max(0, Duration.between(list.asOf(), start).toSeconds())));
		}
		if (list.stale()) {
			response.setHeader(HeaderNames.STALE_AS_OF, list.asOf().truncatedTo(ChronoUnit.SECONDS).toString());
		}
		if (new ServletWebRequest(request, response).checkNotModified(this.etag)) {
			return;
		}
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(this.json.length);
		response.getOutputStream().write(this.json);
	}

}
