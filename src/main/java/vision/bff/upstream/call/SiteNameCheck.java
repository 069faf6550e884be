package vision.bff.upstream.call;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Warns of a site whose name leads nowhere. It is no reason not to start: a name can
 * become known later.
 */
record SiteNameCheck(UpstreamProperties properties) implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(SiteNameCheck.class);

	/** Nobody waits for a name server that does not answer. */
	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Thread.startVirtualThread(this::look);
	}

	private void look() {
		String host = this.properties.site().getHost();
		try {
			InetAddress.getByName(host);
		}
		catch (UnknownHostException ex) {
			logger.warn("No address is known for %s, so every request is a 502 upstream-unreachable. ".formatted(host)
					+ "Look at vision.base-url.");
		}
	}

}
