package vision.bff.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the site knows. Not thread-safe: whoever holds it locks.
 */
final class Site {

	private static final int CAPACITY = 200_000;

	private static final int MOST_CHATS = 1_000;

	private final Map<Long, Person> people = new LinkedHashMap<>();

	private final Sessions sessions = new Sessions();

	private final Blocks blocks = new Blocks();

	private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();

	private final Map<Pair, NavigableMap<Long, StoredMessage>> conversations = new HashMap<>();

	private final ChatEntries chats = new ChatEntries();

	private final StoredFiles files = new StoredFiles();

	private long lastMessageId;

	void join(Person person) {
		this.people.put(person.id(), person);
		this.sessions.keepPhone(person, person.session());
	}

	/**
	 * A site gives no id or token twice, so neither do two that follow each other.
	 */
	void continueIdsOf(Site former) {
		this.lastMessageId = Math.max(this.lastMessageId, former.lastMessageId);
		this.sessions.continueTokensOf(former.sessions);
	}

	Sessions sessions() {
		return this.sessions;
	}

	Blocks blocks() {
		return this.blocks;
	}

	StoredFiles files() {
		return this.files;
	}

	Person named(String username) {
		return people().filter((person) -> person.username().equals(username))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Nobody is called " + username));
	}

	/**
	 * Whose e-mail address or user name it is.
	 */
	@Nullable Person called(String login) {
		return people().filter((person) -> person.isCalled(login)).findFirst().orElse(null);
	}

	Stream<Person> people() {
		return this.people.values().stream();
	}

	@Nullable Person person(String id) {
		return id.matches("\\d{1,18}") ? this.people.get(Long.valueOf(id)) : null;
	}

	StoredMessage store(Person sender, Person recipient, StoredText text, @Nullable Media media, Instant now) {
		StoredMessage message = new StoredMessage(++this.lastMessageId, sender, recipient, text, media, now);
		this.messages.put(message.id(), message);
		conversation(message.pair()).put(message.id(), message);
		this.chats.touch(sender, recipient, now);
		this.chats.touch(recipient, sender, now);
		if (this.messages.size() > CAPACITY) {
			StoredMessage oldest = this.messages.pollFirstEntry().getValue();
			conversation(oldest.pair()).remove(oldest.id());
		}
		return message;
	}

	/**
	 * Stores a sample of the type as a message.
	 */
	StoredMessage share(Person sender, Person recipient, FileType type, Instant now) {
		Media media = this.files.store(type, type.extension(), SampleFile.of(type), now);
		return store(sender, recipient, StoredText.EMPTY, media, now);
	}

	long lastMessageId() {
		return this.lastMessageId;
	}

	@Nullable StoredMessage message(long id) {
		return this.messages.get(id);
	}

	/**
	 * All messages between two people, ascending by id, deleted ones included.
	 */
	NavigableMap<Long, StoredMessage> between(Person one, Person another) {
		return conversation(Pair.of(one.id(), another.id()));
	}

	@Nullable StoredMessage newest(Person viewer, Person other) {
		return visible(between(viewer, other).descendingMap().values(), viewer, 1).stream().findFirst().orElse(null);
	}

	/**
	 * Without a stream, which would count a part of a map first.
	 */
	static List<StoredMessage> visible(Iterable<StoredMessage> messages, Person viewer, long limit) {
		List<StoredMessage> visible = new ArrayList<>();
		for (StoredMessage message : messages) {
			if (visible.size() >= limit) {
				break;
			}
			if (message.isVisibleTo(viewer)) {
				visible.add(message);
			}
		}
		return visible;
	}

	long unread(Person viewer, Person other) {
		return between(viewer, other).values().stream().filter((message) -> message.isUnreadBy(viewer)).count();
	}

	/**
	 * What waits in all chats together, those of blocked pairs left out.
	 */
	long unread(Person viewer, boolean countsDeleted) {
		return people().filter((other) -> !this.blocks.areApart(viewer, other))
			.flatMap((other) -> between(viewer, other).values().stream())
			.filter((message) -> message.isUnreadBy(viewer) && (countsDeleted || message.isVisibleTo(viewer)))
			.count();
	}

	List<ChatEntry> chats(Person owner) {
		return this.chats.of(owner)
			.stream()
			.filter((chat) -> !this.blocks.areApart(owner, chat.other()))
			.sorted(Comparator.comparing(ChatEntry::time)
				.thenComparingLong((chat) -> newestId(owner, chat.other()))
				.thenComparingLong(ChatEntry::id)
				.reversed())
			.limit(MOST_CHATS)
			.toList();
	}

	void duplicateChat(Person owner, Person other, Instant now) {
		this.chats.duplicate(owner, other, now);
	}

	/**
	 * Hides all that was written, and the line of the chat list with it if that is asked.
	 */
	void clear(Person owner, Person other, boolean deleteChat) {
		between(owner, other).values().forEach((message) -> message.deleteFor(owner));
		if (deleteChat) {
			this.chats.remove(owner, other);
		}
	}

	private long newestId(Person one, Person another) {
		NavigableMap<Long, StoredMessage> messages = between(one, another);
		return messages.isEmpty() ? 0 : messages.lastKey();
	}

	private NavigableMap<Long, StoredMessage> conversation(Pair pair) {
		return this.conversations.computeIfAbsent(pair, (key) -> new TreeMap<>());
	}

}
