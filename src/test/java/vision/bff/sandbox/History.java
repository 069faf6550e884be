package vision.bff.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer of {@code get_messages}, which marks as seen what it shows.
 */
record History(Visit visit) {

	private static final int PAGE_SIZE = 20;

	Answer answer() {
		Conversation conversation = Conversation.of(this.visit);
		if (conversation == null) {
			return Answer.NO_INTERLOCUTOR;
		}
		String up = this.visit.call().query().get("offset_up");
		if (!PhpValue.isBlank(up) && !PhpValue.isInteger(up)) {
			return Answer
				.fatalError("Exception: Unknown column &#039;offset&#039; in &#039;where clause&#039; query: SELECT *");
		}
		if (this.visit.call().query().get("page_size").matches("\\d*\\.\\d+")) {
			return Answer.fatalError("Exception: You have an error in your SQL syntax; query: SELECT * ... LIMIT");
		}
		List<JsonObject> rows = new ArrayList<>();
		for (StoredMessage message : conversation.newestFirst(limit(up)).reversed()) {
			rows.add(message.row(this.visit));
			message.readBy(this.visit.me(), this.visit.now());
		}
		return rows.isEmpty() ? Answer.NOTHING : Answer.json(new JsonObject().with("code", 200).with("data", rows));
	}

	private long limit(String up) {
		String pageSize = this.visit.call().query().get("page_size");
		boolean ignored = this.visit.dialect() == Dialect.EARLY && PhpValue.isBlank(up);
		return (!ignored && PhpValue.isPositive(pageSize)) ? Long.parseLong(pageSize) : PAGE_SIZE;
	}

}
