package vision.bff.web;

import java.util.Objects;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.Globals;

/**
 * Where this service is for who asks: below what a proxy takes off the paths, and below
 * the context path.
 */
public final class PublicPath {

	private static final String HEADER = "X-Forwarded-Prefix";

	private static final int MAX_LENGTH = 128;

	private static final Pattern PREFIX = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

	private PublicPath() {
	}

	/** A path of this service as others see it. */
	public static String of(HttpServletRequest request, String path) {
		return takenOff(request) + request.getContextPath() + path;
	}

	/**
	 * What a proxy has taken off the path of the request and not put elsewhere, without a
	 * slash at its end. It is believed where Tomcat believes the proxy, and left out if
	 * it is no such path.
	 */
	public static String takenOff(HttpServletRequest request) {
		if (!Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE))) {
			return "";
		}
		String told = Objects.requireNonNullElse(request.getHeader(HEADER), "");
		String prefix = told.endsWith("/") ? told.substring(0, told.length() - 1) : told;
		return (prefix.length() <= MAX_LENGTH && PREFIX.matcher(prefix).matches()) ? prefix : "";
	}

}
