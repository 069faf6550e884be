package vision.bff.upstream;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.session.Session;
import vision.bff.time.Deadline;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.row.ChatRow;
import vision.bff.upstream.row.Rows;
import vision.bff.upstream.site.OlderMessages;
import vision.bff.upstream.site.SiteTraits;

/**
 * The chats, as the upstream has them.
 */
record UpstreamChats(ChatApi api, Upstream upstream, Rows rows, SiteTraits traits, OlderMessages older, Clock clock,
		Duration budget) implements Chats {

	/** Of some 300 chats. */
	static final int EXPECTED_KIB = 256;

	@Override
	public ChatList all(Session session) {
		return Deadline.within(this.budget, () -> {
			Upstream.Reading reading = this.upstream.read(session, EXPECTED_KIB,
					() -> this.api.getChats(session.token()));
			return new ChatList(chats(reading), this.clock.instant());
		});
	}

	@Override
	public ChatList latest(Session session) {
		return all(session);
	}

	private List<Chat> chats(Upstream.Reading reading) {
		List<ChatRow> rows = this.rows.chats(reading.data());
		if (rows.stream().anyMatch(ChatRow::isUncropped)) {
			this.traits.foundUncropped();
		}
		boolean uncropped = this.traits.isUncropped();
		return List
			.copyOf(onePerPerson(rows.stream().map((row) -> this.rows.meaning(row, reading.asked(), uncropped))));
	}

	/** Parallel first messages make two chats with one person; the newer goes on. */
	private static Collection<Chat> onePerPerson(Stream<Chat> chats) {
		Map<Long, Chat> byPerson = new LinkedHashMap<>();
		chats.forEach((chat) -> byPerson.merge(chat.user().id(), chat,
				(one, other) -> (other.id() > one.id()) ? other : one));
		return byPerson.values();
	}

	@Override
	public void delete(Session session, long userId) {
		try {
			Deadline.within(this.budget,
					() -> this.upstream.write(session, () -> this.api.clearChat(session.token(), userId, 1)));
		}
		finally {
			this.older.forget(session, userId);
		}
	}

}
