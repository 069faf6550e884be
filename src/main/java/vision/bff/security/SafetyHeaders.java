package vision.bff.security;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.header.HeaderWriter;

/**
 * What every answer tells a browser not to do with it. Nothing here depends on the
 * request but what is only for pages for people, whose scripts and styles are files of
 * ours. The chat page shows pictures, sounds and films from wherever the site keeps them.
 * <p>
 * HSTS (RFC 6797) is told over http too, as TLS may end in front of us; a browser that
 * has come over http ignores it (section 8.1).
 */
class SafetyHeaders implements HeaderWriter {

	private static final String POLICY = "Content-Security-Policy";

	/** A browser shows data as a page too, if somebody asks it to. */
	private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

	private static final String NOTHING = DATA + "; base-uri 'none'; form-action 'none'";

	private static final String CHAT_PAGE = NOTHING
			+ "; script-src 'self'; style-src 'self'; img-src 'self' blob: data: https: http:; media-src 'self' https: http:; connect-src 'self'";

	private static final String WORDS = NOTHING + "; style-src 'self'; img-src 'self'";

	private static final String EXPLORER = NOTHING
			+ "; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

	/** Whatever it is, it does nothing where it is opened by itself. */
	private static final String MEDIA = "default-src 'none'; sandbox";

	private static final Map<String, String> ALWAYS = Map.of("Strict-Transport-Security", "max-age=31536000",
			"X-Content-Type-Options", "nosniff", "Cross-Origin-Resource-Policy", "same-origin");

	/** What browsers heed of a page alone. */
	private static final Map<String, String> OF_A_PAGE = Map.of("X-Frame-Options", "DENY", "Referrer-Policy",
			"no-referrer", "Permissions-Policy",
			"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
			"Cross-Origin-Opener-Policy", "same-origin");

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		ALWAYS.forEach(response::setHeader);
		String page = ofPage(request);
		if (page != null) {
			OF_A_PAGE.forEach(response::setHeader);
		}
		response.setHeader(POLICY, (page != null) ? page : DATA);
	}

	private static @Nullable String ofPage(HttpServletRequest request) {
		String path = request.getRequestURI();
		if (path == null) {
			return null;
		}
		String own = path.substring(request.getContextPath().length());
		if (own.equals("/")) {
			return CHAT_PAGE;
		}
		if (own.equals("/media")) {
			return MEDIA;
		}
		if (own.startsWith("/swagger-ui/")) {
			return EXPLORER;
		}
		return (own.equals("/problems") || own.startsWith("/problems/")) ? WORDS : null;
	}

}
