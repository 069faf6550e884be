package vision.bff.live.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.live.LiveEvent;
import vision.bff.live.Subscription;
import vision.bff.web.StreamedEvents;

/**
 * Writes to one client what it does not know yet. There is one writer at a time and no
 * queue: who reads slowly is told less often, and of the latest state only.
 */
final class EventStream {

	private static final String BEGINNING = "retry: 3000\n\n";

	private static final String HEARTBEAT = ":\n\n";

	private static final Duration SHORTEST_LIFE = Duration.ofMinutes(5);

	private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

	private final AsyncContext exchange;

	private final Subscription subscription;

	private final JsonMapper jsonMapper;

	private final AtomicInteger wishes = new AtomicInteger();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final long endNanoTime = System.nanoTime()
			+ ThreadLocalRandom.current().nextLong(SHORTEST_LIFE.toNanos(), LONGEST_LIFE.toNanos());

	private volatile long writtenNanoTime = System.nanoTime();

	private volatile @Nullable Farewell farewell;

	private boolean begun;

	private int events;

	EventStream(AsyncContext exchange, Subscription subscription, JsonMapper jsonMapper) {
		this.exchange = exchange;
		this.subscription = subscription;
		this.jsonMapper = jsonMapper;
	}

	/** Has the client told what is new, or that we are still here. */
	void write() {
		if (this.wishes.getAndIncrement() == 0) {
			Thread.ofVirtual().name("events").start(this::writeAll);
		}
	}

	void end(Farewell farewell) {
		this.farewell = farewell;
		write();
	}

	/** It has been open for long enough, and may go to another replica. */
	boolean isOver() {
		return System.nanoTime() - this.endNanoTime > 0;
	}

	boolean isSilentFor(long nanos) {
		return System.nanoTime() - this.writtenNanoTime > nanos;
	}

	private void writeAll() {
		int granted;
		do {
			granted = this.wishes.get();
			if (!this.closed.get()) {
				writeOnce();
			}
		}
		while (!this.wishes.compareAndSet(granted, 0));
	}

	private void writeOnce() {
		Farewell farewell = this.farewell;
		boolean last = farewell != null;
		StringBuilder text = new StringBuilder(this.begun ? "" : BEGINNING);
		String before = this.subscription.eventId();
		List<LiveEvent> news = this.subscription.news();
		for (int i = 0; i < news.size(); i++) {
			LiveEvent event = news.get(i);
			append(text, (i < news.size() - 1) ? before : this.subscription.eventId(), event.type(), event);
			last |= event instanceof LiveEvent.SessionEnded;
		}
		if (farewell != null) {
			append(text, this.subscription.eventId(), "bye", farewell);
			text.append("retry: ").append(farewell.retryMillis()).append("\n\n");
		}
		this.events += news.size();
		this.begun = true;
		try {
			byte[] bytes = (text.isEmpty() ? HEARTBEAT : text).toString().getBytes(StandardCharsets.UTF_8);
			this.exchange.getResponse().getOutputStream().write(bytes);
			this.exchange.getResponse().flushBuffer();
			this.writtenNanoTime = System.nanoTime();
		}
		catch (IOException | IllegalStateException ex) {
			last = true;
		}
		if (last) {
			close();
		}
	}

	/** What broke off in between begins anew with the knowledge from before. */
	private void append(StringBuilder text, String id, String type, Object data) {
		text.append("id: ")
			.append(id)
			.append("\nevent: ")
			.append(type)
			.append("\ndata: ")
			.append(this.jsonMapper.writeValueAsString(data))
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
