package vision.bff.cache;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.springframework.cache.Cache;

import vision.bff.chat.ChatList;

/**
 * Lists for as long as they are fresh. Each is asked for once, for all who want it at the
 * same time.
 */
record CoalescingCache(Cache lists, ChatListMeters meters) {

	ChatList get(String owner, Supplier<ChatList> asking) {
		boolean ready = isReady(owner);
		AtomicBoolean asked = new AtomicBoolean();
		try {
			ChatList list = Objects.requireNonNull(this.lists.get(owner, () -> {
				asked.set(true);
				this.meters.served("miss");
				return asking.get();
			}));
			if (!asked.get()) {
				this.meters.served(ready ? "hit" : "coalesced");
			}
			return list;
		}
		catch (Cache.ValueRetrievalException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	private boolean isReady(String owner) {
		CompletableFuture<?> list = this.lists.retrieve(owner);
		return list != null && list.state() == Future.State.SUCCESS;
	}

	void evict(String owner) {
		this.lists.evict(owner);
	}

}
