package vision.bff.live.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import vision.bff.live.Subscription;
import vision.bff.live.Watches;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Opens streams. A browser gives up for good on a stream that begins with an error, so
 * only a session that is refused gets one. Who comes while there is no room gets a stream
 * that ends at once and says when to come again.
 */
class EventStreamOpening {

	/** For as long it is waited whether the session is refused. */
	private static final Duration FIRST_NEWS = Duration.ofSeconds(5);

	private static final String COME_LATER = "retry: 30000\n\n";

	private final Watches watches;

	private final EventStreams streams;

	private final JsonMapper jsonMapper;

	private final StreamMeters meters;

	EventStreamOpening(Watches watches, EventStreams streams, JsonMapper jsonMapper, StreamMeters meters) {
		this.meters = meters;
		this.watches = watches;
		this.streams = streams;
		this.jsonMapper = jsonMapper;
	}

	void open(Session session, Set<Long> open, String lastEventId, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		if (!this.streams.enter()) {
			comeLater(request, response);
			return;
		}
		boolean opened = false;
		try {
			opened = tryOpen(session, open, lastEventId, request, response);
		}
		finally {
			if (!opened) {
				this.streams.leave();
			}
		}
	}

	private boolean tryOpen(Session session, Set<Long> open, String lastEventId, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		long requestedNanoTime = System.nanoTime();
		PendingStream pending = new PendingStream();
		Optional<Subscription> subscribed = this.watches.subscribe(session, lastEventId, open, pending::write);
		if (subscribed.isEmpty()) {
			comeLater(request, response);
			return false;
		}
		Subscription subscription = subscribed.get();
		if (pending.isRefused(subscription)) {
			subscription.close();
			throw new ProblemException(ProblemCode.INVALID_SESSION);
		}
		writeHeaders(request, response);
		AsyncContext exchange = request.startAsync();
		exchange.setTimeout(0);
		EventStream stream = new EventStream(exchange, subscription, !open.isEmpty(), this.jsonMapper, this.meters,
				requestedNanoTime);
		exchange.addListener(new EndListener(stream, this.streams));
		this.streams.add(stream);
		pending.become(stream);
		return true;
	}

	private static void comeLater(HttpServletRequest request, HttpServletResponse response) throws IOException {
		writeHeaders(request, response);
		response.getOutputStream().write(COME_LATER.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Proxies must not keep events back (X-Accel-Buffering is nginx's word for that). A
	 * stream that ends takes its connection with it, so that the next one can go to
	 * another replica; HTTP/2 has no such header.
	 */
	private static void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("X-Accel-Buffering", "no");
		if (request.getProtocol().startsWith("HTTP/1.")) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
	}

	/**
	 * What stands for a stream while it is not known whether there will be one.
	 */
	private static final class PendingStream {

		private final CountDownLatch news = new CountDownLatch(1);

		private volatile Runnable write = this.news::countDown;

		void write() {
			this.write.run();
		}

		boolean isRefused(Subscription subscription) {
			try {
				return this.news.await(FIRST_NEWS.toMillis(), TimeUnit.MILLISECONDS) && subscription.isRefused();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		void become(EventStream stream) {
			this.write = stream::write;
			stream.write();
		}

	}

}
