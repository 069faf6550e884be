package vision.bff.shared;

import java.time.Duration;

import vision.bff.limits.ProvenSessions;
import vision.bff.session.Session;

/**
 * What one replica knows of it, all know.
 */
final class SharedProvenSessions implements ProvenSessions {

	private static final Duration PROOF_LASTS = Duration.ofHours(1);

	private final SharedStore store;

	private final ProvenSessions local;

	SharedProvenSessions(SharedStore store, ProvenSessions local) {
		this.store = store;
		this.local = local;
	}

	@Override
	public boolean contains(Session session) {
		if (this.local.contains(session)) {
			return true;
		}
		try {
			boolean proven = Boolean.TRUE.equals(this.store.ask((commands) -> commands.hasKey(name(session))));
			if (proven) {
				this.local.add(session);
			}
			return proven;
		}
		catch (StoreAwayException ex) {
			return false;
		}
	}

	@Override
	public void add(Session session) {
		this.local.add(session);
		try {
			this.store.ask((commands) -> {
				commands.opsForValue().set(name(session), "", PROOF_LASTS);
				return true;
			});
		}
		catch (StoreAwayException ex) {
			// It proves itself to each replica meanwhile
		}
	}

	@Override
	public void remove(Session session) {
		this.local.remove(session);
		try {
			this.store.ask((commands) -> commands.delete(name(session)));
		}
		catch (StoreAwayException ex) {
			// It is taken back from each replica meanwhile
		}
	}

	private static String name(Session session) {
		return new SessionSeal(session).name("proven");
	}

}
