package vision.bff.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the ports off the addresses that proxies tell of, as some of them write one
 * (Azure's does), before Tomcat reads them, which knows addresses only. What is not even
 * an address then is as good as not told, and so is whatever stands before it: what is
 * left is the address of the proxy that wrote it.
 */
class ForwardedAddressValve extends ValveBase {

	private static final Logger logger = LoggerFactory.getLogger(ForwardedAddressValve.class);

	private static final String HEADER = "X-Forwarded-For";

	/** An IPv6 address has brackets if it has a port. */
	private static final Pattern WITH_PORT = Pattern.compile("\\[(?<six>[^\\]]*)](:\\d+)?|(?<four>[\\d.]+):\\d+");

	private final AtomicBoolean told = new AtomicBoolean();

	private boolean needed;

	ForwardedAddressValve() {
		super(true);
	}

	/**
	 * Where no proxy is believed, nobody reads the header.
	 */
	@Override
	protected void startInternal() throws LifecycleException {
		this.needed = Arrays.stream(getContainer().getPipeline().getValves()).anyMatch(RemoteIpValve.class::isInstance);
		super.startInternal();
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
		if (this.needed && headers.getValue(HEADER) != null) {
			List<String> values = Collections.list(headers.values(HEADER));
			headers.removeHeader(HEADER);
			String readable = readable(String.join(",", values));
			headers.addValue(HEADER).setString(readable.isEmpty() ? request.getRemoteAddr() : readable);
		}
		getNext().invoke(request, response);
	}

	/**
	 * The proxy nearest to us wrote the last of them.
	 */
	private String readable(String values) {
		Deque<String> addresses = new ArrayDeque<>();
		for (String value : Arrays.asList(values.split(",", -1)).reversed()) {
			String address = withoutPort(value.strip());
			if (!isAddress(address)) {
				tellOnce();
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

	private void tellOnce() {
		if (this.told.compareAndSet(false, true)) {
			logger
				.warn("X-Forwarded-For names an address that cannot be read, so its requests count for the proxy that "
						+ "wrote it; this is said once");
		}
	}

}
