package vision.bff.sandbox;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders for what the people of the sandbox do: write, read and delete.
 */
final class PeopleDesk extends Desk {

	static final String NAME = "sandbox-people";

	static final String PATHS = "/sandbox/(messages|seen|deletions)";

	private final WebSite site;

	PeopleDesk(WebSite site) {
		super(NAME, "somebody");
		this.site = site;
	}

	@Override
	ResponseDefinition take(Request request) {
		if (!request.getMethod().equals(RequestMethod.POST)) {
			return refusal(405, "Only POST is understood here.");
		}
		return json(200, switch (Call.path(request.getUrl())) {
			case "/sandbox/messages" -> write(order(request, Writing.class));
			case "/sandbox/seen" -> read(order(request, Reading.class));
			default -> delete(order(request, Deletion.class));
		});
	}

	private Written write(Writing order) {
		String from = given("from", order.from());
		String to = given("to", order.to());
		String text = given("text", order.text());
		long id = this.site.elsewhere((hand) -> hand.write(from, to, text))
			.orElseThrow(() -> new IllegalArgumentException("The site would say that it is sent, and store nothing."));
		return new Written(id, from, to, text);
	}

	private Reading read(Reading order) {
		String from = given("from", order.from());
		String to = given("to", order.to());
		return this.site.elsewhere((hand) -> {
			hand.read(to, from);
			return order;
		});
	}

	private Deletion delete(Deletion order) {
		String by = given("by", order.by());
		long id = given("id", order.id());
		return this.site.elsewhere((hand) -> {
			hand.delete(by, id);
			return order;
		});
	}

	private static <T> T given(String name, @Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException(name + " is missing.");
		}
		return value;
	}

	private record Writing(@Nullable String from, @Nullable String to, @Nullable String text) {
	}

	private record Written(long id, String from, String to, String text) {
	}

	/**
	 * All that one has written to the other.
	 */
	private record Reading(@Nullable String from, @Nullable String to) {
	}

	private record Deletion(@Nullable String by, @Nullable Long id) {
	}

}
