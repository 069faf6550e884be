package vision.bff.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;

import vision.bff.upstream.call.ChatApi;

/**
 * One chat of the upstream with its hole above {@code offset_down}, in which messages
 * come and go before each call. Some of these sites heed no {@code page_size} without
 * {@code offset_up}, and some have no search.
 */
final class ChangingChat implements ChatApi {

	private final TreeSet<Long> ids = new TreeSet<>();

	private final Random random;

	private final boolean searchBroken;

	private final boolean early;

	private long nextId = 300;

	private int calls;

	ChangingChat(Random random, boolean searchBroken) {
		this.random = random;
		this.searchBroken = searchBroken;
		this.early = random.nextBoolean();
		random.longs(random.nextInt(1, 250), 1, 300).forEach(this.ids::add);
	}

	TreeSet<Long> ids() {
		return new TreeSet<>(this.ids);
	}

	int calls() {
		return this.calls;
	}

	@Override
	public Mono<ResponseEntity<byte[]>> getMessages(String token, long userId, @Nullable Long offsetUp,
			@Nullable Long offsetDown, int pageSize) {
		change();
		int size = (this.early && offsetUp == null && offsetDown == null) ? 20 : pageSize;
		return answer(newest((id) -> (offsetUp != null) ? id < offsetUp : offsetDown == null || id > offsetDown, size)
			.sorted());
	}

	@Override
	public Mono<ResponseEntity<byte[]>> searchMessages(String token, long userId, String query, @Nullable Long offsetUp,
			@Nullable Long offsetDown, int pageSize) {
		change();
		if (this.searchBroken) {
			return Mono.just(ResponseEntity.ok("<b>Fatal error</b>".getBytes(StandardCharsets.UTF_8)));
		}
		return answer(newest((id) -> (offsetUp != null) ? id < offsetUp : offsetDown == null || id > offsetDown,
				(pageSize > 0) ? pageSize : Integer.MAX_VALUE));
	}

	private void change() {
		this.calls++;
		if (this.random.nextInt(3) == 0) {
			this.ids.add(this.nextId++);
		}
		if (this.random.nextInt(3) == 0 && !this.ids.isEmpty()) {
			this.ids.remove(List.copyOf(this.ids).get(this.random.nextInt(this.ids.size())));
		}
	}

	private Stream<Long> newest(LongPredicate wanted, int size) {
		return this.ids.descendingSet().stream().filter(wanted::test).limit(size).sorted(Comparator.reverseOrder());
	}

	private static Mono<ResponseEntity<byte[]>> answer(Stream<Long> ids) {
		String rows = ids
			.map("""
					{"id": %d, "sent_by": "7", "sent_to": "78", "owner": true, "message": "x", "media_file": "",
					 "media_type": "none", "seen": "0", "deleted_fs1": "N", "deleted_fs2": "N", "time": "just now"}"""::formatted)
			.collect(Collectors.joining(","));
		String body = rows.isEmpty() ? "{\"code\": 204, \"data\": []}" : "{\"code\": 200, \"data\": [" + rows + "]}";
		return Mono.just(ResponseEntity.ok(body.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * The chat has nothing unread, or it has.
	 */
	@Override
	public Mono<ResponseEntity<byte[]>> getChats(String token) {
		this.calls++;
		String body = """
				{"code": 200, "data": [{"chat_id": 1, "user_id": 78, "new_messages": %s}]}"""
			.formatted(this.random.nextBoolean() ? "\"\"" : "3");
		return Mono.just(ResponseEntity.ok(body.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public Mono<ResponseEntity<byte[]>> sendText(String token, long userId, String type, String message) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<ResponseEntity<byte[]>> sendMedia(MultiValueMap<String, HttpEntity<?>> parts) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<ResponseEntity<byte[]>> deleteMessage(String token, long messageId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<ResponseEntity<byte[]>> clearChat(String token, long userId, int deleteChat) {
		throw new UnsupportedOperationException();
	}

}
