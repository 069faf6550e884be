package vision.bff.cache;

import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import vision.bff.session.Session;

/**
 * Forgets what is known of a session, whether or not what made it wrong succeeded.
 */
final class Evictions {

	private final FreshLists freshLists;

	private final LastLists lastLists;

	private final MeterRegistry meters;

	Evictions(FreshLists freshLists, LastLists lastLists, MeterRegistry meters) {
		this.freshLists = freshLists;
		this.lastLists = lastLists;
		this.meters = meters;
	}

	/**
	 * An answer that is under way while this happens is not kept either. The fresh list
	 * goes first, so that nobody can remember it again.
	 */
	void evict(Session session, Reason reason) {
		this.freshLists.forget(session);
		this.lastLists.forget(session);
		Counter.builder("vision.cache.chats.evictions")
			.description("Chat lists that were given up")
			.tag("reason", reason.name().toLowerCase(Locale.ROOT))
			.register(this.meters)
			.increment();
	}

	/**
	 * What made a list wrong.
	 */
	enum Reason {

		SEND, DELETE, CLEAR, READ, SESSION

	}

}
