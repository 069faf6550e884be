package vision.bff.live.web;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

import vision.bff.live.LiveEvent;

/**
 * All streams of this instance: how many there may be, that each is heard of now and
 * then, and that all end in time.
 */
class EventStreams implements SmartLifecycle, DisposableBean {

	private static final Duration SHUTDOWN = Duration.ofSeconds(5);

	private static final long LOOK_MILLIS = 1_000;

	private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "event-streams");
		thread.setDaemon(true);
		return thread;
	});

	private final Semaphore room;

	private @Nullable ScheduledFuture<?> beat;

	private volatile boolean running;

	EventStreams(int max, MeterRegistry meters) {
		this.room = new Semaphore(max);
		Gauge.builder("vision.live.streams", this.streams, Set::size)
			.description("Event streams that are open")
			.register(meters);
	}

	/** Whether there is room for one more, which is taken then. */
	boolean enter() {
		return this.running && this.room.tryAcquire();
	}

	/** Nothing has come of it. */
	void leave() {
		this.room.release();
	}

	/** What has ended meanwhile takes no room. */
	void add(EventStream stream) {
		this.streams.add(stream);
		if (stream.isClosed()) {
			remove(stream);
		}
	}

	void remove(EventStream stream) {
		if (this.streams.remove(stream)) {
			leave();
		}
	}

	private void beat() {
		for (EventStream stream : this.streams) {
			if (stream.isOver()) {
				stream.end(LiveEvent.Bye.Reason.RENEWAL);
			}
			else if (stream.isSilentForLong()) {
				stream.write();
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.beat = this.timer.scheduleWithFixedDelay(this::beat, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	/**
	 * Not all at once, so that they do not come to the others all at once.
	 */
	@Override
	public void stop(Runnable callback) {
		this.running = false;
		if (this.beat != null) {
			this.beat.cancel(false);
		}
		List<EventStream> left = List.copyOf(this.streams);
		long pauseMillis = left.isEmpty() ? 0 : SHUTDOWN.toMillis() / left.size();
		for (int i = 0; i < left.size(); i++) {
			EventStream stream = left.get(i);
			this.timer.schedule(() -> stream.end(LiveEvent.Bye.Reason.SHUTDOWN), i * pauseMillis,
					TimeUnit.MILLISECONDS);
		}
		this.timer.schedule(callback, left.isEmpty() ? 0 : SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void destroy() {
		this.timer.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the requests in flight are waited for. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 2;
	}

}
