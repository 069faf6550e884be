package vision.bff.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of everybody's chat list, in the order in which they came to be.
 */
final class ChatEntries {

	private final Map<Person, List<ChatEntry>> entries = new HashMap<>();

	private long lastId;

	List<ChatEntry> of(Person owner) {
		return this.entries.computeIfAbsent(owner, (key) -> new ArrayList<>());
	}

	/**
	 * Renews the time of the last line about the other, or adds the first.
	 */
	void touch(Person owner, Person other, Instant now) {
		List<ChatEntry> lines = of(owner);
		for (int i = lines.size() - 1; i >= 0; i--) {
			if (lines.get(i).other().equals(other)) {
				lines.set(i, new ChatEntry(lines.get(i).id(), other, now));
				return;
			}
		}
		lines.add(new ChatEntry(++this.lastId, other, now));
	}

	/**
	 * What two first messages at the same moment leave behind.
	 */
	void duplicate(Person owner, Person other, Instant now) {
		Instant time = of(owner).stream()
			.filter((line) -> line.other().equals(other))
			.map(ChatEntry::time)
			.max(Comparator.naturalOrder())
			.orElse(now);
		of(owner).add(new ChatEntry(++this.lastId, other, time));
	}

	void remove(Person owner, Person other) {
		of(owner).removeIf((line) -> line.other().equals(other));
	}

}
