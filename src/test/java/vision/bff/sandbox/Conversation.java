package vision.bff.sandbox;

import java.util.List;
import java.util.NavigableMap;

import org.jspecify.annotations.Nullable;

/**
 * What two people wrote, between the offsets asked for.
 */
record Conversation(Visit visit, Person other) {

	/**
	 * The one asked for, or null when there is nobody to talk to.
	 */
	static @Nullable Conversation of(Visit visit) {
		Person other = visit.site().person(visit.call().query().get("user_id"));
		boolean isPossible = other != null && !other.equals(visit.me())
				&& !visit.site().blocks().areApart(visit.me(), other);
		return (other != null && isPossible) ? new Conversation(visit, other) : null;
	}

	List<StoredMessage> newestFirst(long limit) {
		return Site.visible(window().descendingMap().values(), this.visit.me(), limit);
	}

	private NavigableMap<Long, StoredMessage> window() {
		NavigableMap<Long, StoredMessage> all = this.visit.site().between(this.visit.me(), this.other);
		String up = this.visit.call().query().get("offset_up");
		String down = this.visit.call().query().get("offset_down");
		if (!PhpValue.isBlank(up) && PhpValue.isInteger(up)) {
			return all.headMap(Long.valueOf(up), false);
		}
		if (!PhpValue.isBlank(down) && PhpValue.isInteger(down)) {
			return all.tailMap(Long.valueOf(down), false);
		}
		return all;
	}

}
