package vision.bff.live;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.event.EventListener;

import vision.bff.chat.ChatListOutdated;
import vision.bff.session.Session;

/**
 * One watch for each session that has a stream, however many it has.
 */
public class Watches {

	private static final int MAX_STREAMS_OF_SESSION = 6;

	private final ConcurrentMap<Session, Watch> watches = new ConcurrentHashMap<>();

	private final Sources sources;

	private final Intervals intervals;

	private final CallPace pace;

	private final Ticker ticker;

	private final Clock clock;

	Watches(Sources sources, Intervals intervals, CallPace pace, Ticker ticker, Clock clock, MeterRegistry meters) {
		this.sources = sources;
		this.intervals = intervals;
		this.pace = pace;
		this.ticker = ticker;
		this.clock = clock;
		Gauge.builder("vision.live.sessions", this.watches, ConcurrentMap::size)
			.description("Sessions that have an event stream")
			.register(meters);
	}

	/**
	 * @param lastEventId what the client had been told before, empty for nothing
	 * @param open the users at whose chats the client looks
	 * @param whenThereIsNews is run by whoever finds something, and must not take long
	 * @return nothing if the session has as many streams as it may have
	 */
	public Optional<Subscription> subscribe(Session session, String lastEventId, Set<Long> open,
			Runnable whenThereIsNews) {
		Subscription subscription = new Subscription(new Knowledge(lastEventId, open), whenThereIsNews,
				(closed) -> unsubscribe(session, closed));
		this.watches.compute(session, (key, now) -> {
			if (now != null && now.size() >= MAX_STREAMS_OF_SESSION) {
				return now;
			}
			boolean usable = now != null && !now.state().ended();
			Watch watch = usable ? now
					: new Watch(session, this.sources, this.intervals, this.pace, this.ticker, this.clock);
			watch.add(subscription);
			if (!usable) {
				watch.start();
			}
			return watch;
		});
		return subscription.isAttached() ? Optional.of(subscription) : Optional.empty();
	}

	private void unsubscribe(Session session, Subscription closed) {
		this.watches.computeIfPresent(session, (key, now) -> {
			boolean othersAreLeft = closed.watch().remove(closed);
			return (now != closed.watch() || othersAreLeft) ? now : null;
		});
	}

	@EventListener
	void whenOutdated(ChatListOutdated event) {
		Watch watch = this.watches.get(event.session());
		if (watch != null && !watch.isLookedAtBy(Thread.currentThread())) {
			watch.outdate();
		}
	}

}
