package vision.bff.upstream;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.TimeWindow;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.row.MessageRow;
import vision.bff.upstream.row.Rows;
import vision.bff.upstream.site.ChatMemory;
import vision.bff.upstream.site.SiteTraits;

/**
 * Reads messages of one chat of one session. {@link #read} marks what it returns as seen;
 * {@link #searched} does not, but not every site can do it.
 */
record MessageReader(ChatApi api, Upstream upstream, Rows rows, SiteTraits traits, ChatMemory memory) {

	/** The search of the upstream returns all rows where there is no query. */
	private static final String NO_QUERY = "";

	/**
	 * The newest messages of a range, ascending by id. Some releases heed the limit only
	 * where there is an upper bound, so there always is one. Of two bounds the upstream
	 * takes only one.
	 */
	List<Message> read(Conversation conversation, @Nullable Long below, @Nullable Long above, int limit) {
		Long offsetUp = (below == null && above == null) ? Long.valueOf(Id.LARGEST) : below;
		Upstream.Reading reading = this.upstream.read(conversation.session(), expectedKib(limit), () -> this.api
			.getMessages(conversation.session().token(), conversation.userId(), offsetUp, above, limit));
		List<Message> messages = messages(reading);
		if (!messages.isEmpty()) {
			boolean fromTheBeginning = above == null && reading.data().size() < limit;
			this.memory.read(conversation, messages.getFirst().id(), messages.getLast().id(), fromTheBeginning);
		}
		return newest(limit, messages);
	}

	List<Message> searched(Conversation conversation, @Nullable Long below, @Nullable Long above, int limit) {
		List<Message> messages = messages(this.upstream.search(conversation.session(), expectedKib(limit),
				() -> this.api.searchMessages(conversation.session().token(), conversation.userId(), NO_QUERY, below,
						above, limit)));
		if (!messages.isEmpty()) {
			this.memory.exists(conversation, messages.getLast().id());
		}
		return newest(limit, messages);
	}

	/** The message that came with the answer to a sending. */
	Optional<Message> sent(Conversation conversation, JsonNode data, TimeWindow asked) {
		if (data.isNull() || data.isMissingNode() || (data.isArray() && data.isEmpty())) {
			return Optional.empty();
		}
		try {
			Message message = messages(List.of(this.rows.message(data)), asked).getFirst();
			this.memory.exists(conversation, message.id());
			return Optional.of(message);
		}
		catch (ProblemException ex) {
			throw unreadable();
		}
	}

	/** Something was sent, and the answer does not tell what became of it. */
	static ProblemException unreadable() {
		return new ProblemException(ProblemCode.UPSTREAM_UNREADABLE).of(Outcome.UNKNOWN);
	}

	private List<Message> messages(Upstream.Reading reading) {
		return messages(this.rows.messages(reading.data()), reading.asked());
	}

	private List<Message> messages(List<MessageRow> rows, TimeWindow asked) {
		if (rows.stream().anyMatch(MessageRow::isOfUncroppedRelease)) {
			this.traits.foundUncropped();
		}
		return this.rows.meaning(rows, asked);
	}

	/** Most messages have less than one each. */
	private static int expectedKib(int messages) {
		return 8 + messages;
	}

	private static List<Message> newest(int limit, List<Message> ascending) {
		return ascending.subList(Math.max(0, ascending.size() - limit), ascending.size());
	}

}
