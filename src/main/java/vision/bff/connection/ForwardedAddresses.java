package vision.bff.connection;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.http.MimeHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the ports off the addresses that proxies tell of, as some of them write one
 * (Azure's does), before Tomcat reads them, which knows addresses only. What is not even
 * an address then is as good as not told, and so is whatever stands before it: what is
 * left is the address of the proxy that wrote it.
 */
final class ForwardedAddresses {

	private static final Logger logger = LoggerFactory.getLogger(ForwardedAddresses.class);

	private static final String HEADER = "X-Forwarded-For";

	/** An IPv6 address has brackets if it has a port. */
	private static final Pattern WITH_PORT = Pattern.compile("\\[(?<six>[^\\]]*)](:\\d+)?|(?<four>[\\d.]+):\\d+");

	private final AtomicBoolean warned = new AtomicBoolean();

	void correct(Request request) {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		if (headers.getValue(HEADER) != null) {
			List<String> values = Collections.list(headers.values(HEADER));
			headers.removeHeader(HEADER);
			String readable = readable(String.join(",", values));
			headers.addValue(HEADER).setString(readable.isEmpty() ? request.getRemoteAddr() : readable);
		}
	}

	/** The proxy nearest to us wrote the last of them. */
	private String readable(String values) {
		Deque<String> addresses = new ArrayDeque<>();
		for (String value : Arrays.asList(values.split(",", -1)).reversed()) {
			String address = withoutPort(value.strip());
			if (!isAddress(address)) {
				warnOnce();
				break;
			}
			addresses.addFirst(address);
		}
		return String.join(", ", addresses);
	}

	private static String withoutPort(String value) {
		Matcher matcher = WITH_PORT.matcher(value);
		if (!matcher.matches()) {
			return value;
		}
		return (matcher.group("six") != null) ? matcher.group("six") : matcher.group("four");
	}

	private static boolean isAddress(String text) {
		try {
			InetAddress.ofLiteral(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private void warnOnce() {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn("X-Forwarded-For names an address that cannot be read, so its requests count for the proxy "
					+ "that wrote it; this is said once");
		}
	}

}
