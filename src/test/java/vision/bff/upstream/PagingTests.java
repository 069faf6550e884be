package vision.bff.upstream;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.TestUpstream;
import vision.bff.upstream.row.Rows;
import vision.bff.upstream.site.OlderMessages;
import vision.bff.upstream.site.SiteTraits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages follow each other without a gap and without a duplicate, while messages come and
 * go between any two calls.
 */
class PagingTests {

	private static final long BOB = 78;

	private static final Conversation CONVERSATION = new Conversation(Session.of("s3ss10n"), BOB);

	@ParameterizedTest
	@CsvSource({ "1000, false, 12", "1000, true, 12" })
	void aWalkForwardsMissesNothingAndRepeatsNothing(int histories, boolean searchBroken, int mostCallsPerPage) {
		long seed = System.nanoTime();
		for (int history = 0; history < histories; history++) {
			String name = "seed %d, history %d".formatted(seed, history);
			Random random = new Random(seed + history);
			ChangingChat chat = new ChangingChat(random, searchBroken);
			TreeSet<Long> before = chat.ids();
			int limit = random.nextInt(1, 101);
			long start = random.nextInt(1, 300);
			List<Long> walked = new ArrayList<>();
			MessagePage page = null;
			Messages messages = messages(chat);
			for (Position.After next = new Position.After(start); next != null; next = page.newer()) {
				int calls = chat.calls();
				page = messages.page(CONVERSATION, next, limit, ReadMode.READ);
				List<Long> ids = page.items().stream().map(Message::id).toList();
				assertThat(ids).as(name).hasSizeLessThanOrEqualTo(limit).allMatch((id) -> id > start);
				assertThat(chat.calls() - calls).as(name).isLessThanOrEqualTo(mostCallsPerPage);
				walked.addAll(ids);
			}
			assertThat(walked).as(name).isSorted().doesNotHaveDuplicates();
			List<Long> lasting = before.tailSet(start, false).stream().filter(chat.ids()::contains).toList();
			assertThat(walked).as(name).containsAll(lasting);
		}
	}

	@ParameterizedTest
	@CsvSource({ "500, false, 2", "500, true, 4" })
	void aWalkBackwardsMissesNothingAndRepeatsNothing(int histories, boolean searchBroken, int mostCallsPerPage) {
		long seed = System.nanoTime();
		for (int history = 0; history < histories; history++) {
			String name = "seed %d, history %d".formatted(seed, history);
			Random random = new Random(seed + history);
			ChangingChat chat = new ChangingChat(random, searchBroken);
			TreeSet<Long> before = chat.ids();
			int limit = random.nextInt(1, 101);
			List<Long> walked = new ArrayList<>();
			Messages messages = messages(chat);
			MessagePage page = messages.page(CONVERSATION, new Position.Newest(), limit, ReadMode.READ);
			walked.addAll(0, page.items().stream().map(Message::id).toList());
			while (page.older() != null) {
				int calls = chat.calls();
				page = messages.page(CONVERSATION, page.older(), limit, ReadMode.READ);
				assertThat(chat.calls() - calls).as(name).isLessThanOrEqualTo(mostCallsPerPage);
				assertThat(page.items()).as(name).hasSizeLessThanOrEqualTo(limit);
				walked.addAll(0, page.items().stream().map(Message::id).toList());
			}
			assertThat(walked).as(name).isSorted().doesNotHaveDuplicates();
			assertThat(walked).as(name).containsAll(before.stream().filter(chat.ids()::contains).toList());
		}
	}

	@ParameterizedTest
	@CsvSource({ "500, false, 12", "500, true, 12" })
	void aWalkBothWaysFromAMessageMissesNothingAndRepeatsNothing(int histories, boolean searchBroken, int mostCalls) {
		long seed = System.nanoTime();
		int walks = 0;
		for (int history = 0; history < histories; history++) {
			String name = "seed %d, history %d".formatted(seed, history);
			Random random = new Random(seed + history);
			ChangingChat chat = new ChangingChat(random, searchBroken);
			TreeSet<Long> before = chat.ids();
			int limit = random.nextInt(1, 101);
			long middle = List.copyOf(before).get(random.nextInt(before.size()));
			Messages messages = messages(chat);
			MessagePage page;
			try {
				page = messages.page(CONVERSATION, new Position.Around(middle), limit, ReadMode.READ);
			}
			catch (ProblemException ex) {
				assertThat(ex.code()).as(name).isEqualTo(ProblemCode.MESSAGE_NOT_FOUND);
				assertThat(chat.ids()).as(name).doesNotContain(middle);
				continue;
			}
			walks++;
			assertThat(chat.calls()).as(name).isLessThanOrEqualTo(mostCalls);
			assertThat(page.items()).as(name).hasSizeLessThanOrEqualTo(limit);
			assertThat(page.items().stream().filter((message) -> message.id() > middle)).as(name)
				.hasSizeLessThanOrEqualTo(limit - limit / 2 - 1);
			List<Long> walked = new ArrayList<>(page.items().stream().map(Message::id).toList());
			for (Position.Before next = page.older(); next != null;) {
				MessagePage older = messages.page(CONVERSATION, next, limit, ReadMode.READ);
				walked.addAll(0, older.items().stream().map(Message::id).toList());
				next = older.older();
			}
			for (Position.After next = page.newer(); next != null;) {
				MessagePage newer = messages.page(CONVERSATION, next, limit, ReadMode.READ);
				walked.addAll(newer.items().stream().map(Message::id).toList());
				next = newer.newer();
			}
			assertThat(walked).as(name).isSorted().doesNotHaveDuplicates();
			assertThat(walked).as(name).containsAll(before.stream().filter(chat.ids()::contains).toList());
		}
		assertThat(walks).as("seed %d", seed).isGreaterThan(histories / 2);
	}

	private static Messages messages(ChatApi api) {
		Ticker ticker = Ticker.systemTicker();
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		return new UpstreamConfiguration().upstreamMessages(api, TestUpstream.upstream(),
				new Rows(URI.create("https://1.vision"), ZoneOffset.UTC, meters), new SiteTraits(ticker, meters),
				new OlderMessages(ticker), new UpstreamConfiguration.TextProperties(true), ticker, TestUpstream.BUDGET,
				meters, Optional.empty());
	}

}
