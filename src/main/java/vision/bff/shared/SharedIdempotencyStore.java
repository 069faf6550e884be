package vision.bff.shared;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import vision.bff.idempotency.IdempotencyRecord;
import vision.bff.idempotency.IdempotencyStore;
import vision.bff.idempotency.Sender;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Keeps the records of all replicas. Each has a mark beside it that names the request
 * which wrote it and how far that was, by which it is compared; and while a request has
 * the key, a lease that the store lets run out, by its own clock.
 */
final class SharedIdempotencyStore implements IdempotencyStore {

	private static final Duration KEPT_FOR = Duration.ofHours(24);

	private static final RedisScript<List<String>> FIND = script("""
			local held = redis.call('HMGET', KEYS[1], 'mark', 'record')
			if not held[1] then return {} end
			return {held[2], tostring(redis.call('EXISTS', KEYS[2]))}
			""", List.class);

	/**
	 * What takes memory comes first: behind another write it is done even if there is
	 * none.
	 */
	private static final RedisScript<Long> COMPARE_AND_SET = script("""
			if (redis.call('HGET', KEYS[1], 'mark') or '') ~= ARGV[1] then return 0 end
			if ARGV[2] == '' then return redis.call('DEL', KEYS[1], KEYS[2]) end
			redis.call('HSET', KEYS[1], 'mark', ARGV[2], 'record', ARGV[3])
			redis.call('PEXPIRE', KEYS[1], ARGV[4])
			if ARGV[5] == '0' then redis.call('DEL', KEYS[2]) else redis.call('SET', KEYS[2], '', 'PX', ARGV[5]) end
			return 1
			""", Long.class);

	private final SharedStore store;

	private final Retention retention;

	private final IdempotencyStore local;

	private final JsonMapper jsonMapper;

	SharedIdempotencyStore(SharedStore store, Retention retention, IdempotencyStore local, JsonMapper jsonMapper) {
		this.store = store;
		this.retention = retention;
		this.local = local;
		this.jsonMapper = jsonMapper;
	}

	@SuppressWarnings("unchecked")
	private static <T> RedisScript<T> script(String text, Class<?> result) {
		return RedisScript.of(text, (Class<T>) result);
	}

	@Override
	public Optional<Held> find(Sender.Keyed sender) {
		SessionSeal seal = new SessionSeal(sender.session());
		String name = name(seal, sender);
		requireRetention();
		List<String> found = ask((commands) -> commands.execute(FIND, List.of(name, lease(name))));
		return found.isEmpty() ? Optional.empty() : Optional
			.of(new Held(record(seal.open(name, found.getFirst()).orElseThrow()), found.getLast().equals("1")));
	}

	private void requireRetention() {
		try {
			this.retention.require();
		}
		catch (StoreAwayException ex) {
			throw overloaded();
		}
	}

	private IdempotencyRecord record(byte[] json) {
		return this.jsonMapper.readValue(json, IdempotencyRecord.class);
	}

	@Override
	public boolean compareAndSet(Sender.Keyed sender, @Nullable IdempotencyRecord expected,
			@Nullable IdempotencyRecord next, Duration lease) {
		SessionSeal seal = new SessionSeal(sender.session());
		String name = name(seal, sender);
		String sealed = (next != null) ? seal.seal(name, this.jsonMapper.writeValueAsBytes(next)) : "";
		boolean underWay = next != null && next.state().isUnderWay();
		return ask((commands) -> commands.execute(COMPARE_AND_SET, List.of(name, lease(name)), mark(expected),
				mark(next), sealed, millis(KEPT_FOR), underWay ? millis(lease) : "0")) > 0;
	}

	private static String mark(@Nullable IdempotencyRecord record) {
		return (record != null) ? record.request() + ":" + record.state() : "";
	}

	private static String millis(Duration duration) {
		return Long.toString(Math.max(1, duration.toMillis()));
	}

	private static String name(SessionSeal seal, Sender.Keyed sender) {
		return seal.name("key", sender.key().value());
	}

	private static String lease(String name) {
		return name + ":lease";
	}

	/** Who has no key goes on while the store is away. */
	@Override
	public boolean claim(long messageId, Sender sender) {
		String name = HashedName.of("claim", Long.toString(messageId));
		String owner = HashedName.hash(sender.id());
		try {
			return this.store
				.ask((commands) -> Boolean.TRUE.equals(commands.opsForValue().setIfAbsent(name, owner, KEPT_FOR))
						|| owner.equals(commands.opsForValue().get(name)));
		}
		catch (StoreAwayException ex) {
			return switch (sender) {
				case Sender.Keyed keyed -> throw overloaded();
				case Sender.Once once -> this.local.claim(messageId, once);
			};
		}
	}

	@Override
	public boolean isFree(long messageId, Sender sender) {
		String owner = ask((commands) -> Objects
			.requireNonNullElse(commands.opsForValue().get(HashedName.of("claim", Long.toString(messageId))), ""));
		return owner.isEmpty() || owner.equals(HashedName.hash(sender.id()));
	}

	private <T> T ask(Function<StringRedisTemplate, @Nullable T> command) {
		try {
			return this.store.ask(command);
		}
		catch (StoreAwayException ex) {
			throw overloaded();
		}
	}

	private static ProblemException overloaded() {
		return new ProblemException(ProblemCode.OVERLOADED).retryAfter(Duration.ofSeconds(1));
	}

}
