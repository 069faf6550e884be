package vision.bff.upstream.row;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;

import vision.bff.time.TimeWindow;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.Answers;

/**
 * What it takes to make of an answer of the site what a front end gets, without a network.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TranslationBenchmark {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Rows ROWS = new Rows(URI.create("https://1.vision"), ZoneOffset.UTC, new SimpleMeterRegistry());

	private static final TimeWindow ASKED = TimeWindow.seconds(Instant.parse("2026-11-24T12:00:00Z"),
			Instant.parse("2026-11-24T12:00:00Z"));

	private static final String LINK = "<a href=\"https://example.com/path?a=1&amp;b=2\" target=\"_blank\" class=\"inline-link\">https://example.com/path?a...</a>";

	private static Answer route(byte[] answer) {
		return new Answers(JSON, (oddity) -> {
		}).route(ResponseEntity.ok(answer));
	}

	private static JsonNode data(byte[] answer) {
		return (route(answer) instanceof Answer.Success success) ? success.data() : JSON.nullNode();
	}

	private static byte[] envelope(int rows, String row) {
		return IntStream.rangeClosed(1, rows)
			.mapToObj((number) -> row.formatted(number, (number % 10 == 0) ? LINK.replace("\"", "\\\"") : "Don&#039;t worry &amp; be happy"))
			.collect(Collectors.joining(",", "{\"code\": 200, \"message\": \"OK\", \"data\": [", "]}"))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A page of 20 messages, two of them with a link.
	 */
	@State(Scope.Benchmark)
	public static class Page {

		private final byte[] answer = envelope(20,
				"""
						{"id": %d, "sent_by": 7, "sent_to": 78, "owner": true, "message": "%s", "media_file": "", "media_type": "none",
						 "seen": "1606039860", "deleted_fs1": "N", "deleted_fs2": "N", "time": "22 Nov, 2020 10:11", "side": "right"}""");

	}

	/**
	 * A list of so many chats.
	 */
	@State(Scope.Benchmark)
	public static class ListOfChats {

		@Param({ "1", "30", "1000" })
		private int chats;

		private byte[] answer = {};

		/**
		 * Makes the answer once the number is known.
		 */
		@Setup
		public void prepare() {
			this.answer = envelope(this.chats,
					"""
							{"chat_id": %1$d, "user_id": %1$d, "username": "bob", "name": "Bob", "avatar": "", "verified": "1",
							 "time": "22 Nov, 2020 10:11", "last_message": "See you &amp; bye", "new_messages": "", "chat_url": ""}""");
		}

	}

	/**
	 * A text as the site has it.
	 */
	@State(Scope.Benchmark)
	public static class Text {

		@Param({ "No markup at all, as most texts", "Don&#039;t worry &amp; be happy", "&copy; 2026, rare", LINK })
		private String html = "";

	}

	@Benchmark
	public byte[] page(Page page) {
		return JSON.writeValueAsBytes(ROWS.meaning(ROWS.messages(data(page.answer)), ASKED));
	}

	@Benchmark
	public byte[] list(ListOfChats list) {
		return JSON.writeValueAsBytes(
				ROWS.chats(data(list.answer)).stream().map((row) -> ROWS.meaning(row, ASKED, false)).toList());
	}

	@Benchmark
	public String text(Text text) {
		return PlainText.of(text.html);
	}

}
