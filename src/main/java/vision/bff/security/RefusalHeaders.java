package vision.bff.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The headers of a refusal before any filter: those that every answer has, and those
 * without which a page of an allowed origin could not read it.
 */
class RefusalHeaders implements HeaderWriter {

	private final SafetyHeaders safetyHeaders = new SafetyHeaders();

	private final CorsConfiguration others;

	RefusalHeaders(CorsConfiguration others) {
		this.others = others;
	}

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		this.safetyHeaders.writeHeaders(request, response);
		String allowed = this.others.checkOrigin(request.getHeader(HttpHeaders.ORIGIN));
		if (allowed != null) {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
			response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
					String.join(", ", CrossOriginRules.RESPONSE_HEADERS));
			response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		}
	}

}
