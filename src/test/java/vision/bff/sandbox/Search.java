package vision.bff.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The answer of {@code search_messages}.
 */
record Search(Visit visit) {

	Answer answer() {
		if (this.visit.settings().has(Quirk.SEARCH_BROKEN)) {
			return Answer.fatalError("Error: Call to undefined function cl_get_search_messages()");
		}
		Conversation conversation = Conversation.of(this.visit);
		if (conversation == null) {
			return Answer.NO_INTERLOCUTOR;
		}
		try {
			return found(conversation, SearchPattern.of(this.visit.call().query().get("query")));
		}
		catch (PatternSyntaxException ex) {
			return Answer.warning("preg_match_all(): Compilation failed: %s at offset %d".formatted(ex.getDescription(),
					Math.max(0, ex.getIndex())), "core/apps/chat/app_ctrl.php", 65);
		}
	}

	private Answer found(Conversation conversation, SearchPattern pattern) {
		String pageSize = this.visit.call().query().get("page_size");
		long limit = PhpValue.isPositive(pageSize) ? Long.parseLong(pageSize) : Long.MAX_VALUE;
		List<JsonObject> rows = new ArrayList<>();
		int total = 0;
		for (StoredMessage message : conversation.newestFirst(limit)) {
			int hits = pattern.hits(message.searchable(this.visit.dialect()));
			total += hits;
			if (hits > 0) {
				rows.add(message.searchRow(this.visit));
			}
		}
		return rows.isEmpty() ? nothing()
				: Answer.json(new JsonObject().with("code", 200).with("total", total).with("data", rows));
	}

	private Answer nothing() {
		int code = switch (this.visit.dialect()) {
			case A, C, EARLY -> 204;
			case B -> 404;
		};
		return Answer
			.json(new JsonObject().with("code", code).with("data", List.of()).with("message", "No data found"));
	}

}
