package vision.bff.shared;

import java.util.Objects;
import java.util.function.Function;

import io.github.bucket4j.TimeoutException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Asks the store, each time for as long as a command may take and no longer. While it
 * does not answer, nobody waits for it.
 */
final class SharedStore {

	private final StringRedisTemplate commands;

	private final CircuitBreaker breaker;

	private final Presence presence;

	SharedStore(StringRedisTemplate commands, CircuitBreaker breaker, Presence presence) {
		this.commands = commands;
		this.breaker = breaker;
		this.presence = presence;
	}

	/**
	 * What the store answers.
	 * @throws StoreAwayException if it does not, whatever the reason
	 */
	<T> T ask(Function<StringRedisTemplate, @Nullable T> command) {
		try {
			T answer = this.breaker.executeSupplier(() -> Objects.requireNonNull(command.apply(this.commands)));
			this.presence.answered();
			return answer;
		}
		catch (DataAccessException | RedisException | TimeoutException | CallNotPermittedException ex) {
			this.presence.failed(ex);
			throw new StoreAwayException(ex);
		}
	}

}
