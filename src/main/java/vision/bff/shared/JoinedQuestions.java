package vision.bff.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Asks once for all who want to know the same at the same time. Who comes while it is
 * being asked waits for the next time, since an answer must not be older than the request
 * for it.
 */
final class JoinedQuestions {

	private final ConcurrentMap<String, Turns> turns = new ConcurrentHashMap<>();

	String ask(String name, Supplier<String> question) {
		CompletableFuture<String> mine = new CompletableFuture<>();
		Turns turns = this.turns.merge(name, new Turns(mine, null), (now, first) -> now.withNext(mine));
		if (turns.running() == mine) {
			return run(name, mine, question);
		}
		if (turns.next() == mine) {
			turns.running().handle((answer, failure) -> true).join();
			this.turns.put(name, new Turns(mine, null));
			return run(name, mine, question);
		}
		return answer(turns.last());
	}

	private String run(String name, CompletableFuture<String> mine, Supplier<String> question) {
		try {
			mine.complete(question.get());
		}
		catch (RuntimeException | Error ex) {
			mine.completeExceptionally(ex);
		}
		finally {
			this.turns.computeIfPresent(name, (key, now) -> (now.next() != null) ? now : null);
		}
		return answer(mine);
	}

	private static String answer(CompletableFuture<String> asked) {
		try {
			return asked.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	private record Turns(CompletableFuture<String> running, @Nullable CompletableFuture<String> next) {

		Turns withNext(CompletableFuture<String> another) {
			return (this.next != null) ? this : new Turns(this.running, another);
		}

		CompletableFuture<String> last() {
			return (this.next != null) ? this.next : this.running;
		}

	}

}
