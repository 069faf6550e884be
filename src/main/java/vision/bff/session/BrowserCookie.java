package vision.bff.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

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

	/**
	 * Of cookies that were set before the name said that no script can have done that. To
	 * be dropped after 2026-12-31, when none of them is worth anything any more.
	 */
	private static final String FORMER_NAME = "__Host-vision-session";

	/**
	 * With the prefix no other host, such as a sibling domain, can set it, and no script
	 * (RFC 10017 section 6.1.3.2).
	 */
	private String name() {
		return this.insecure ? "vision-session" : "__Host-Http-vision-session";
	}

	@Nullable String value(HttpServletRequest request) {
		String value = value(request, name());
		return (value != null || this.insecure) ? value : value(request, FORMER_NAME);
	}

	private static @Nullable String value(HttpServletRequest request, String name) {
		Cookie[] cookies = request.getCookies();
		return (cookies != null) ? Arrays.stream(cookies)
			.filter((cookie) -> cookie.getName().equals(name))
			.findFirst()
			.map(Cookie::getValue)
			.orElse(null) : null;
	}

	/**
	 * The value of the {@code Set-Cookie} header (RFC 6265bis section 4.1).
	 */
	String set(String value, Duration maxAge) {
		return set(name(), value, maxAge);
	}

	/**
	 * The values of the {@code Set-Cookie} headers that leave none of it, by whatever
	 * name the browser has it.
	 */
	List<String> forget() {
		String current = set(name(), "", Duration.ZERO);
		return this.insecure ? List.of(current) : List.of(current, set(FORMER_NAME, "", Duration.ZERO));
	}

	private String set(String name, String value, Duration maxAge) {
		return ResponseCookie.from(name, value)
			.httpOnly(true)
			.secure(!this.insecure)
			.sameSite("Strict")
			.path("/")
			.maxAge(maxAge)
			.build()
			.toString();
	}

}
