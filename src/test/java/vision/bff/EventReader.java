package vision.bff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listens to a stream, as an EventSource does, and keeps what it was told. Each event is
 * held against the contract.
 */
final class EventReader implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final HttpResponse<InputStream> response;

	private final List<Event> events = new CopyOnWriteArrayList<>();

	private volatile boolean ended;

	private volatile String retry = "";

	private EventReader(HttpRequest request) throws IOException, InterruptedException {
		this.response = this.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(this.response.statusCode()).isEqualTo(200);
		assertThat(this.response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
		Thread.ofVirtual().start(this::read);
	}

	static EventReader open(FrontEnd frontEnd, String query, String lastEventId) {
		try {
			HttpRequest.Builder request = frontEnd.request("/events" + query);
			if (!lastEventId.isEmpty()) {
				request.header("Last-Event-ID", lastEventId);
			}
			return new EventReader(request.timeout(Duration.ofMinutes(5)).build());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private void read() {
		List<String> lines = new ArrayList<>();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.response.body(), StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (!line.isEmpty()) {
					lines.add(line);
					continue;
				}
				if (!field(lines, "retry").isEmpty()) {
					this.retry = field(lines, "retry");
				}
				if (!field(lines, "data").isEmpty()) {
					this.events.add(new Event(field(lines, "id"), field(lines, "event"),
							FrontEnd.JSON.readTree(field(lines, "data"))));
				}
				lines.clear();
			}
		}
		catch (IOException ex) {
			// It has broken, as streams do
		}
		this.ended = true;
	}

	private static String field(List<String> lines, String name) {
		return lines.stream()
			.filter((line) -> line.startsWith(name + ": "))
			.map((line) -> line.substring(name.length() + 2))
			.findFirst()
			.orElse("");
	}

	HttpResponse<InputStream> response() {
		return this.response;
	}

	List<Event> events() {
		List<Event> events = List.copyOf(this.events);
		events.forEach(Event::check);
		return events;
	}

	List<JsonNode> data(String type) {
		return events().stream().filter((event) -> event.type().equals(type)).map(Event::data).toList();
	}

	String lastEventId() {
		return this.events.getLast().id();
	}

	/** The texts of an open chat, put together by the rules of the contract. */
	List<String> texts(long userId) {
		TreeMap<Long, JsonNode> messages = new TreeMap<>();
		events().stream()
			.filter((event) -> event.data().path("userId").asLong() == userId)
			.forEach((event) -> put(event, messages));
		return messages.values().stream().map((message) -> message.path("text").asString("")).toList();
	}

	private static void put(Event event, TreeMap<Long, JsonNode> messages) {
		JsonNode data = event.data();
		switch (event.type()) {
			case "messages" -> {
				boolean all = data.path("complete").asBoolean() || data.path("gap").asBoolean();
				messages.tailMap(all ? 0 : data.at("/items/0/id").asLong(), true).clear();
				data.path("items").forEach((item) -> messages.put(item.path("id").asLong(), item));
			}
			case "message", "message-changed" -> messages.put(data.at("/message/id").asLong(), data.path("message"));
			case "message-removed" -> messages.remove(data.path("id").asLong());
			default -> {
			}
		}
	}

	/**
	 * The id once the client knows of so many unread messages, and nothing is only half
	 * told.
	 */
	String lastEventIdWith(int unread) {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			ForgetfulTicker.forget();
			return events().isEmpty() ? "" : lastEventId();
		}, (id) -> !id.isEmpty() && !id.startsWith("1.,") && unread() == unread);
	}

	private int unread() {
		return events().stream().map((event) -> switch (event.type()) {
			case "chats" -> event.data().path("unreadCount").asInt();
			case "unread" -> event.data().path("count").asInt();
			default -> -1;
		}).filter((count) -> count >= 0).reduce(-1, (one, other) -> other);
	}

	String retry() {
		return this.retry;
	}

	boolean hasEnded() {
		return this.ended;
	}

	/** Waits for an event, while the time of the BFF passes. */
	JsonNode await(String type, Predicate<JsonNode> wanted) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			if (data(type).stream().anyMatch(wanted)) {
				return true;
			}
			ForgetfulTicker.forget();
			return false;
		});
		return data(type).stream().filter(wanted).reduce((one, other) -> other).orElseThrow();
	}

	JsonNode await(String type) {
		return await(type, (data) -> true);
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	/**
	 * What was told once.
	 */
	record Event(String id, String type, JsonNode data) {

		void check() {
			Contract contract = Contract.file();
			contract.validate(contract.document().at("/components/schemas/LiveEvent"),
					FrontEnd.JSON.createObjectNode()
						.put("id", this.id)
						.put("event", this.type)
						.set("data", this.data)
						.toString());
		}

	}

}
