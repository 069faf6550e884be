package vision.bff.upstream;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.session.Session;
import vision.bff.time.Deadline;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.row.ChatRow;
import vision.bff.upstream.row.DisplayTime;
import vision.bff.upstream.row.Rows;
import vision.bff.upstream.row.Site;
import vision.bff.upstream.site.SiteTraits;

/**
 * The chats, as the upstream has them.
 */
final class UpstreamChats implements Chats {

	/** Of some 300 chats. */
	static final int EXPECTED_KIB = 256;

	private final ChatApi api;

	private final Upstream upstream;

	private final Site site;

	private final DisplayTime displayTime;

	private final SiteTraits traits;

	private final OlderMessages older;

	private final Clock clock;

	private final IntConsumer dropped;

	private final Duration budget;

	UpstreamChats(ChatApi api, Upstream upstream, Site site, DisplayTime displayTime, SiteTraits traits,
			OlderMessages older, Clock clock, IntConsumer dropped, Duration budget) {
		this.api = api;
		this.upstream = upstream;
		this.site = site;
		this.displayTime = displayTime;
		this.traits = traits;
		this.older = older;
		this.clock = clock;
		this.dropped = dropped;
		this.budget = budget;
	}

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
		if (reading.data() == null) {
			return List.of();
		}
		List<ChatRow> rows = Rows.read(reading.data(), ChatRow::of, this.dropped);
		if (rows.stream().anyMatch(ChatRow::isUncropped)) {
			this.traits.foundUncropped();
		}
		boolean uncropped = this.traits.isUncropped();
		List<Chat> chats = rows.stream()
			.map((row) -> row.toChat(this.site, this.displayTime, reading.asked(), uncropped))
			.toList();
		return List.copyOf(onePerPerson(chats));
	}

	/** Parallel first messages make two chats with one person; the newer goes on. */
	private static Collection<Chat> onePerPerson(List<Chat> chats) {
		Map<Long, Chat> byPerson = new LinkedHashMap<>();
		for (Chat chat : chats) {
			byPerson.merge(chat.user().id(), chat, (one, other) -> (other.id() > one.id()) ? other : one);
		}
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
