package vision.bff.connection;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.jspecify.annotations.Nullable;

/**
 * Tells a request target with user info (RFC 9110, section 4.2.4) and a port in Host that
 * is none. Tomcat takes both.
 */
final class RequestTarget {

	private static final Pattern USER_INFO = Pattern.compile("\\S+ [^/?#\\s]+://[^/?#\\s]*@.*", Pattern.DOTALL);

	private static final Pattern PORT = Pattern.compile(".*:0*([0-9]{0,5})");

	private static final int MAX_PORT = 65535;

	private RequestTarget() {
	}

	static boolean isStrict(Request request) {
		return !hasUserInfo(request.getCoyoteRequest()) && isPortValid(request.getHeader("Host"));
	}

	/**
	 * Tomcat has made an absolute target a path by now. What was before it still stands
	 * in the array that all of the head was read into, from its beginning.
	 */
	private static boolean hasUserInfo(org.apache.coyote.Request request) {
		ByteChunk uri = request.requestURI().getByteChunk();
		byte[] head = uri.getBytes();
		return uri.getStart() > 0 && head[uri.getStart() - 1] != ' '
				&& USER_INFO.matcher(new String(head, 0, uri.getEnd(), StandardCharsets.ISO_8859_1).stripLeading())
					.matches();
	}

	private static boolean isPortValid(@Nullable String host) {
		if (host == null || host.endsWith("]") || !host.contains(":")) {
			return true;
		}
		var port = PORT.matcher(host);
		return port.matches() && (port.group(1).isEmpty() || Integer.parseInt(port.group(1)) <= MAX_PORT);
	}

}
