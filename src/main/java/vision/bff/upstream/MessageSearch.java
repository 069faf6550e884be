package vision.bff.upstream;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Position;
import vision.bff.message.SearchTerm;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Searches a chat here. The upstream takes what is searched for as a regular expression
 * over its markup, so it is only asked for the messages (UPSTREAM.md, "search_messages").
 */
record MessageSearch(Peek peek) {

	private static final int SEARCHED_AT_ONCE = 1_000;

	private static final int MAX_CALLS = 5;

	MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		List<Message> found = new ArrayList<>();
		Long next = (below != null) ? below.id() : null;
		boolean ended = false;
		for (int call = 0; call < MAX_CALLS && !ended && found.size() <= limit; call++) {
			List<Message> searched = this.peek.below(conversation, next, SEARCHED_AT_ONCE)
				.orElseThrow(() -> new ProblemException(ProblemCode.SEARCH_UNAVAILABLE));
			searched.reversed()
				.stream()
				.filter((message) -> message.text() != null && term.occursIn(message.text()))
				.forEach(found::add);
			ended = searched.size() < SEARCHED_AT_ONCE;
			next = searched.isEmpty() ? next : Long.valueOf(searched.getFirst().id());
		}
		Integer total = (ended && below == null) ? found.size() : null;
		if (found.size() > limit) {
			List<Message> items = List.copyOf(found.subList(0, limit));
			return new MessagePage(items, new Position.Before(items.getLast().id()), null, total);
		}
		return new MessagePage(List.copyOf(found), (ended || next == null) ? null : new Position.Before(next), null,
				total);
	}

}
