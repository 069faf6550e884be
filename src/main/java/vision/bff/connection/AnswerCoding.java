package vision.bff.connection;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Decides for all answers whether they may be compressed: what is left of
 * {@code Accept-Encoding} is gzip or nothing (RFC 9110 section 12.5.3). A request that a
 * page of another site could let a browser send, without being allowed to, gets nothing
 * compressed: the length of the answer would tell its network something of what is in it
 * (BREACH).
 */
final class AnswerCoding {

	private static final String HEADER = "Accept-Encoding";

	private static final String GZIP = "gzip";

	private AnswerCoding() {
	}

	static void decide(Request request) {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		if (headers.getValue(HEADER) == null) {
			return;
		}
		boolean gzip = isSwitchedOn(request) && !isOfAnotherSite(headers)
				&& takesGzip(String.join(",", Collections.list(headers.values(HEADER))));
		headers.removeHeader(HEADER);
		if (gzip) {
			headers.addValue(HEADER).setString(GZIP);
		}
	}

	private static boolean isSwitchedOn(Request request) {
		return request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> http
				&& !http.getCompression().equals("off");
	}

	/**
	 * As browsers tell it (Fetch Metadata). One that asks by CORS is of an allowed
	 * origin, or refused.
	 */
	private static boolean isOfAnotherSite(MimeHeaders headers) {
		String site = headers.getHeader("Sec-Fetch-Site");
		return site != null && site.endsWith("-site") && !"cors".equals(headers.getHeader("Sec-Fetch-Mode"));
	}

	static boolean takesGzip(String accepted) {
		Map<String, Double> weights = new HashMap<>();
		for (String part : accepted.toLowerCase(Locale.ROOT).split(",")) {
			String[] coding = part.split(";", 2);
			weights.put(coding[0].strip(), weight((coding.length > 1) ? coding[1].strip() : null));
		}
		double gzip = weights.getOrDefault(GZIP, weights.getOrDefault("*", 0.0));
		return gzip > 0 && gzip >= weights.getOrDefault("identity", 0.0);
	}

	/** Of what cannot be read, none. */
	private static double weight(@Nullable String parameter) {
		if (parameter == null) {
			return 1;
		}
		return parameter.matches("q\\s*=\\s*(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
				? Double.parseDouble(parameter.substring(parameter.indexOf('=') + 1)) : 0;
	}

}
