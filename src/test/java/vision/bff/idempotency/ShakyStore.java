package vision.bff.idempotency;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * A store of many replicas, of which each can die, and which can be away itself.
 */
final class ShakyStore implements IdempotencyStore {

	/** What can be asked of it. */
	enum Command {

		FIND, START, SENDING, END, CLAIM

	}

	private final IdempotencyStore delegate = new InMemoryIdempotencyStore(Ticker.systemTicker());

	/** Commands for which it is away. */
	final Set<Command> away = new HashSet<>();

	/** Whether the replica that has a key is dead, and its lease over. */
	boolean dead;

	/** What happens between the command to remember a sending and its execution. */
	Runnable beforeSending = () -> {
	};

	@Override
	public Optional<Held> find(Sender.Keyed sender) {
		answer(Command.FIND);
		return this.delegate.find(sender).map((held) -> new Held(held.record(), held.leased() && !this.dead));
	}

	@Override
	public boolean compareAndSet(Sender.Keyed sender, @Nullable IdempotencyRecord expected,
			@Nullable IdempotencyRecord next, Duration lease) {
		Command command = switch ((next != null) ? next.state() : IdempotencyRecord.State.FAILED) {
			case STARTED -> Command.START;
			case SENDING -> Command.SENDING;
			case SENT, FAILED -> Command.END;
		};
		answer(command);
		if (command == Command.SENDING) {
			this.beforeSending.run();
		}
		return this.delegate.compareAndSet(sender, expected, next, lease);
	}

	@Override
	public boolean claim(long messageId, Sender sender) {
		answer(Command.CLAIM);
		return this.delegate.claim(messageId, sender);
	}

	@Override
	public boolean isFree(long messageId, Sender sender) {
		return this.delegate.isFree(messageId, sender);
	}

	private void answer(Command command) {
		if (this.away.contains(command)) {
			throw new ProblemException(ProblemCode.OVERLOADED);
		}
	}

}
