package vision.bff.live.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.live.LiveEvent;
import vision.bff.live.News;
import vision.bff.live.Subscription;
import vision.bff.web.StreamedEvents;

/**
 * Writes to one client what it does not know yet. There is one writer at a time and no
 * queue: who reads slowly is told less often, and of the latest state only.
 */
final class EventStream {

	private static final Log logger = LogFactory.getLog(EventStream.class);

	private static final String BEGINNING = "retry: 3000\n\n";

	private static final String FAREWELL = "retry: 1000\n\n";

	private static final String HEARTBEAT = ":\n\n";

	private static final Duration SILENCE = Duration.ofSeconds(15);

	/**
	 * Only writing shows that a client is gone, for whom nothing must be marked as seen.
	 */
	private static final Duration SILENCE_WHILE_READING = Duration.ofSeconds(2);

	private static final Duration SHORTEST_LIFE = Duration.ofMinutes(5);

	private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

	private final AsyncContext exchange;

	private final Subscription subscription;

	private final JsonMapper jsonMapper;

	private final StreamMeters meters;

	private final long requestedNanoTime;

	private final long longestSilenceNanos;

	private final AtomicInteger wishes = new AtomicInteger();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final long endNanoTime = System.nanoTime()
			+ ThreadLocalRandom.current().nextLong(SHORTEST_LIFE.toNanos(), LONGEST_LIFE.toNanos());

	private volatile long writtenNanoTime = System.nanoTime();

	private volatile LiveEvent.Bye.@Nullable Reason farewell;

	private boolean begun;

	private int events;

	/**
	 * @param reading whether the client has chats open
	 * @param requestedNanoTime when it was asked for
	 */
	EventStream(AsyncContext exchange, Subscription subscription, boolean reading, JsonMapper jsonMapper,
			StreamMeters meters, long requestedNanoTime) {
		this.meters = meters;
		this.requestedNanoTime = requestedNanoTime;
		this.exchange = exchange;
		this.subscription = subscription;
		this.jsonMapper = jsonMapper;
		this.longestSilenceNanos = (reading ? SILENCE_WHILE_READING : SILENCE).toNanos();
	}

	/** Has the client told what is new, or that we are still here. */
	void write() {
		if (this.wishes.getAndIncrement() == 0) {
			Thread.ofVirtual().name("events").start(this::writeAll);
		}
	}

	void end(LiveEvent.Bye.Reason reason) {
		this.farewell = reason;
		write();
	}

	/** It has been open for long enough, and may go to another replica. */
	boolean isOver() {
		return System.nanoTime() - this.endNanoTime > 0;
	}

	boolean isClosed() {
		return this.closed.get();
	}

	boolean isSilentForLong() {
		return System.nanoTime() - this.writtenNanoTime > this.longestSilenceNanos;
	}

	private void writeAll() {
		int granted;
		do {
			granted = this.wishes.get();
			if (!this.closed.get()) {
				writeOrEnd();
			}
		}
		while (!this.wishes.compareAndSet(granted, 0));
	}

	private void writeOrEnd() {
		try {
			write(this.farewell);
		}
		catch (IOException ex) {
			logger.debug("The client of a stream is gone");
			close();
		}
		catch (RuntimeException ex) {
			logger.error("A stream has failed", ex);
			close();
		}
	}

	private void write(LiveEvent.Bye.@Nullable Reason farewell) throws IOException {
		StringBuilder text = new StringBuilder(this.begun ? "" : BEGINNING);
		long untoldSince = this.subscription.takeUntoldSince();
		News news = this.subscription.news();
		List<LiveEvent> events = new ArrayList<>(news.events());
		if (farewell != null) {
			text.append(FAREWELL);
			events.add(new LiveEvent.Bye(farewell));
		}
		boolean last = farewell != null;
		for (int i = 0; i < events.size(); i++) {
			append(text, (i < events.size() - 1) ? news.idWithin() : news.idAfter(), events.get(i));
			last |= events.get(i) instanceof LiveEvent.SessionEnded;
		}
		boolean first = this.events == 0 && !events.isEmpty();
		this.events += events.size();
		this.begun = true;
		byte[] bytes = (text.isEmpty() ? HEARTBEAT : text).toString().getBytes(StandardCharsets.UTF_8);
		this.exchange.getResponse().getOutputStream().write(bytes);
		this.exchange.getResponse().flushBuffer();
		this.writtenNanoTime = System.nanoTime();
		if (first) {
			this.meters.firstEventAfter(this.writtenNanoTime - this.requestedNanoTime);
		}
		else if (untoldSince != 0 && !news.events().isEmpty()) {
			this.meters.laggedBehind(this.writtenNanoTime - untoldSince);
		}
		if (last) {
			close();
		}
	}

	private void append(StringBuilder text, String id, LiveEvent event) {
		text.append("id: ")
			.append(id)
			.append("\nevent: ")
			.append(LiveEvent.type(event))
			.append("\ndata: ")
			.append(this.jsonMapper.writeValueAsString(event))
			.append("\n\n");
	}

	void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.subscription.close();
		try {
			StreamedEvents.set(this.exchange.getRequest(), this.events);
			this.exchange.complete();
		}
		catch (IllegalStateException ex) {
			// The container has ended it already
		}
	}

}
