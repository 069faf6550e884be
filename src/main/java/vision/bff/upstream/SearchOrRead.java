package vision.bff.upstream;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import vision.bff.message.Conversation;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.site.SiteTraits;

/**
 * Asks for messages by the site's search without a term, which marks none as seen, or,
 * where that is broken, by reading a chat in which nothing is unread. Which of the two
 * works is learnt, so that a broken search is not asked for each call (UPSTREAM.md,
 * "search_messages").
 */
record SearchOrRead(MessageReader reader, UnreadChats unread, SiteTraits traits, Looks looks) {

	/**
	 * @param below an id that all messages in question are below
	 */
	<T> Optional<T> look(Conversation conversation, ReadMode mode, long below, Function<MessageSource, T> question) {
		MessageSource searching = (under, over, limit) -> this.reader.searched(conversation, under, over, limit);
		MessageSource reading = (under, over, limit) -> this.reader.read(conversation, under, over, limit);
		AtomicReference<Looks.Way> way = new AtomicReference<>(Looks.Way.SEARCH);
		Optional<T> seen = bySearch(() -> question.apply(searching), () -> {
			way.set(Looks.Way.READ);
			return switch (mode) {
				case READ -> Optional.of(question.apply(reading));
				case PEEK -> ifAllIsSeen(conversation, below, () -> question.apply(reading));
			};
		});
		if (mode == ReadMode.PEEK) {
			this.looks.taken(seen.isPresent() ? way.get() : Looks.Way.NONE);
		}
		return seen;
	}

	/** That the search failed counts only if the site is there for the other way. */
	<T> Optional<T> bySearch(Supplier<T> search, Supplier<Optional<T>> otherwise) {
		boolean asked = !this.traits.isSearchBroken();
		Optional<T> found = searched(search);
		if (found.isPresent()) {
			return found;
		}
		Optional<T> other = otherwise.get();
		if (asked) {
			this.traits.searchFailed();
		}
		return other;
	}

	<T> Optional<T> searched(Supplier<T> search) {
		if (this.traits.isSearchBroken()) {
			return Optional.empty();
		}
		try {
			T found = search.get();
			this.traits.searchWorked();
			return Optional.of(found);
		}
		catch (ProblemException ex) {
			if (ex.code() != ProblemCode.SEARCH_UNAVAILABLE) {
				throw ex;
			}
			return Optional.empty();
		}
	}

	<T> Optional<T> ifAllIsSeen(Conversation conversation, long below, Supplier<T> reading) {
		return this.unread.noneBelow(conversation, below) ? Optional.of(reading.get()) : Optional.empty();
	}

}
