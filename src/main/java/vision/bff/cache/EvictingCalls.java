package vision.bff.cache;

import java.util.function.Predicate;
import java.util.function.Supplier;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Has the chat list forgotten that a call makes wrong, whether the call fails or not.
 */
record EvictingCalls(ChatListCache cache) {

	<T> T after(Session session, EvictionReason reason, Supplier<T> call) {
		return after(session, reason, call, (result) -> true);
	}

	void after(Session session, EvictionReason reason, Runnable call) {
		try {
			call.run();
		}
		finally {
			this.cache.evict(session, reason);
		}
	}

	/** For a call whose result can show that it has changed nothing. */
	<T> T after(Session session, EvictionReason reason, Supplier<T> call, Predicate<T> changing) {
		boolean changed = true;
		try {
			T result = call.get();
			changed = changing.test(result);
			return result;
		}
		finally {
			if (changed) {
				this.cache.evict(session, reason);
			}
		}
	}

	/** For a call that changes nothing: only a session that is refused has no list. */
	<T> T ifRefused(Session session, Supplier<T> call) {
		try {
			return call.get();
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.INVALID_SESSION) {
				this.cache.evict(session, EvictionReason.SESSION);
			}
			throw ex;
		}
	}

}
