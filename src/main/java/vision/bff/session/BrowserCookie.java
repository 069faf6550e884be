package vision.bff.session;

import java.time.Duration;
import java.util.Arrays;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * The cookie itself, whatever its value means.
 *
 * @param insecure whether it is for http, in development only
 */
record BrowserCookie(boolean insecure) {

	/** With the prefix no other host, such as a sibling domain, can set it. */
	private String name() {
		return this.insecure ? "vision-session" : "__Host-vision-session";
	}

	@Nullable String value(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		return (cookies != null) ? Arrays.stream(cookies)
			.filter((cookie) -> cookie.getName().equals(name()))
			.findFirst()
			.map(Cookie::getValue)
			.orElse(null) : null;
	}

	/**
	 * The value of the {@code Set-Cookie} header (RFC 6265bis section 4.1).
	 */
	String set(String value, Duration maxAge) {
		return ResponseCookie.from(name(), value)
			.httpOnly(true)
			.secure(!this.insecure)
			.sameSite("Strict")
			.path("/")
			.maxAge(maxAge)
			.build()
			.toString();
	}

}
