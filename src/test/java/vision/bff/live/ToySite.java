package vision.bff.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ApproximateTime;
import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;

import vision.bff.chat.Person;
import vision.bff.message.Conversation;

import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * What one person can see of a site, in memory: its lists are kept for five seconds, and
 * its counter moves for what comes in and is read.
 */
final class ToySite implements Chats, Messages, UnreadCounter {

	static final long ME = 7;

	private static final Duration FRESH = Duration.ofSeconds(5);

	private final Map<Long, List<Message>> chats = new TreeMap<>();

	private final Set<Long> listed = new HashSet<>();

	private final Set<Long> blocked = new HashSet<>();

	private long lastId = 100;

	private @Nullable ChatList kept;

	private Instant now = Instant.EPOCH;

	private boolean down;

	void passed(Duration time) {
		this.now = this.now.plus(time);
	}

	Instant now() {
		return this.now;
	}

	void down(boolean down) {
		this.down = down;
	}

	void block(long userId, boolean blocked) {
		if (blocked) {
			this.blocked.add(userId);
		}
		else {
			this.blocked.remove(userId);
		}
	}

	/** What this session changes by itself is in no list that was kept. */
	void evict() {
		this.kept = null;
	}

	void write(long userId, boolean mine) {
		long id = ++this.lastId;
		messages(userId).add(
				new Message(id, mine ? ME : userId, mine ? userId : ME, mine, "Text " + id, null, time(), null, false));
		this.listed.add(userId);
	}

	void seenByOther(long userId) {
		replaceAll(userId, (message) -> message.mine() && message.seenAt() == null, true, false);
	}

	void deletedByOther(long userId, int index) {
		List<Message> messages = messages(userId);
		if (index < messages.size()) {
			Message deleted = messages.get(messages.size() - 1 - index);
			replaceAll(userId, deleted::equals, false, true);
		}
	}

	void deletedByMe(long userId, int index) {
		List<Message> messages = messages(userId);
		if (index < messages.size()) {
			messages.remove(messages.size() - 1 - index);
		}
	}

	private void replaceAll(long userId, Predicate<Message> which, boolean seen, boolean deleted) {
		messages(userId).replaceAll((message) -> which.test(message)
				? new Message(message.id(), message.senderId(), message.recipientId(), message.mine(), message.text(),
						null, message.sentAt(), seen ? this.now : message.seenAt(), deleted || message.deletedByOther())
				: message);
	}

	private List<Message> messages(long userId) {
		return this.chats.computeIfAbsent(userId, (id) -> new ArrayList<>());
	}

	private ApproximateTime time() {
		return new ApproximateTime(this.now.toString(), this.now, this.now);
	}

	/** The list as it is, whatever was kept. */
	ChatList fresh() {
		return new ChatList(this.chats.entrySet()
			.stream()
			.filter((chat) -> this.listed.contains(chat.getKey()) && !this.blocked.contains(chat.getKey()))
			.map((chat) -> chat(chat.getKey(), chat.getValue()))
			.sorted(Comparator.comparing((Chat chat) -> -newest(chat.user().id())))
			.toList(), this.now);
	}

	private long newest(long userId) {
		return messages(userId).isEmpty() ? 0 : messages(userId).getLast().id();
	}

	private static Chat chat(long userId, List<Message> messages) {
		Message last = messages.isEmpty() ? null : messages.getLast();
		int unread = (int) messages.stream().filter((message) -> !message.mine() && message.seenAt() == null).count();
		return new Chat(userId, new Person(userId, null, null, null, false),
				(last != null) ? new Chat.LastMessage(last.text(), false, null) : null, unread,
				(last != null) ? last.sentAt() : new ApproximateTime("", null, null), null);
	}

	List<Message> visible(long userId) {
		return List.copyOf(messages(userId));
	}

	private void requireUp() {
		if (this.down) {
			throw new ProblemException(ProblemCode.UPSTREAM_UNREACHABLE);
		}
	}

	@Override
	public ChatList all(Session session) {
		if (this.kept == null || !this.kept.asOf().plus(FRESH).isAfter(this.now)) {
			requireUp();
			this.kept = fresh();
		}
		return this.kept;
	}

	@Override
	public ChatList latest(Session session) {
		evict();
		return all(session);
	}

	@Override
	public void delete(Session session, long userId) {
		clear(new Conversation(session, userId));
		this.listed.remove(userId);
	}

	@Override
	public OptionalInt unread(Session session) {
		requireUp();
		return OptionalInt.of(fresh().unreadCount());
	}

	@Override
	public MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode) {
		requireUp();
		long userId = conversation.userId();
		if (this.blocked.contains(userId)) {
			throw new ProblemException(ProblemCode.USER_NOT_FOUND);
		}
		List<Message> all = visible(userId);
		return switch (position) {
			case Position.Newest newest -> {
				List<Message> items = read(userId, all.subList(Math.max(0, all.size() - limit), all.size()));
				yield new MessagePage(items,
						(items.size() < all.size()) ? new Position.Before(items.getFirst().id()) : null, null, null);
			}
			case Position.After after -> {
				List<Message> above = all.stream().filter((message) -> message.id() > after.id()).toList();
				List<Message> items = read(userId, above.subList(0, Math.min(limit, above.size())));
				yield new MessagePage(items, null,
						(items.size() < above.size()) ? new Position.After(items.getLast().id()) : null, null);
			}
			case Position.Before _, Position.Around _ -> throw new UnsupportedOperationException();
		};
	}

	/** Returns what it was before. */
	private List<Message> read(long userId, List<Message> items) {
		Set<Long> ids = items.stream().map(Message::id).collect(Collectors.toSet());
		replaceAll(userId, (message) -> ids.contains(message.id()) && !message.mine() && message.seenAt() == null, true,
				false);
		return List.copyOf(items);
	}

	@Override
	public void clear(Conversation conversation) {
		messages(conversation.userId()).clear();
	}

	@Override
	public void markSeen(Conversation conversation) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Message one(Conversation conversation, long messageId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Matches matches(Conversation conversation, OutgoingMessage message, long above, ReadMode mode) {
		throw new UnsupportedOperationException();
	}

	@Override
	public SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above, ReadMode mode) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void delete(Conversation conversation, long messageId) {
		throw new UnsupportedOperationException();
	}

}
