package vision.bff.sandbox;

import java.net.URI;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import org.jspecify.annotations.Nullable;

/**
 * The upstream site in small: the calls of its messages, its logins, its people and its
 * counter of unread messages, over a few seeded people, on a WireMock server that tests
 * may ask for received requests and put stubs over.
 * <p>
 * {@link SandboxSettings} say which release it speaks and what is wrong with the site for
 * every request. A site that begins with {@link Dialect#C} has two messages more, audio
 * and video; speaking another release later changes only how messages are shown. A
 * {@link PlannedFault} is for single requests, ordered here or over HTTP:
 *
 * <pre>{@code
 * POST /sandbox/faults {"call":"send_message","fault":"error500-after-storing","times":2}
 * POST /sandbox/faults {"call":"send_message","fault":"reset-after-storing","share":0.3,"seed":42}
 * POST /sandbox/faults {"fault":"status-after-storing","status":504,"delay":60000}
 * GET /sandbox/faults
 * DELETE /sandbox/faults
 * }</pre>
 *
 * The names of the faults are those of {@link FaultKind} in lower case, with dashes. A
 * call is called as its path behind {@code /mobile_api/} or {@code /native_api/}, such as
 * {@code main/update_msb_indicators} or {@code auth/login}. Without a {@code call} every
 * call is meant; without {@code times} a fault happens once, or for ever if it has a
 * {@code share}.
 * <p>
 * What people do can be ordered too, as requests that no fault meets: alice gets a
 * message, has read what bob wrote, and deletes a message for herself.
 *
 * <pre>{@code
 * POST /sandbox/messages {"from":"bob","to":"alice","text":"Are you there?"}
 * POST /sandbox/seen {"from":"bob","to":"alice"}
 * POST /sandbox/deletions {"by":"alice","id":171}
 * }</pre>
 */
public final class SandboxServer implements AutoCloseable {

	/**
	 * The name of the WireMock transformer through which a stub lets the site answer, to
	 * delay or lose an answer.
	 */
	public static final String TRANSFORMER = "sandbox";

	/**
	 * A session whose user is gone.
	 */
	public static final String GONE_SESSION = "gone-session";

	private final String host;

	private final SandboxSettings initial;

	private final Faults faults = new Faults();

	private final WebSite site;

	private final Engine engine;

	private SandboxServer(String host, int port, Clock clock, SandboxSettings settings) {
		this.host = host;
		this.initial = settings;
		this.site = new WebSite(clock, settings);
		this.engine = new Engine(host, port, this.site, this.faults);
	}

	/**
	 * Starts the sandbox alone. Not public, so that {@code spring-boot:test-run} finds
	 * one main class and no second.
	 */
	static void main(String[] args) {
		CommandLine line;
		try {
			line = CommandLine.of(args);
		}
		catch (IllegalArgumentException ex) {
			leave(2, ex.getMessage());
			return;
		}
		if (line.help()) {
			System.out.print(CommandLine.USAGE);
			return;
		}
		try {
			System.out.println(start(line.host(), line.port(), Clock.systemUTC(), line.settings()).greeting());
		}
		catch (FatalStartupException ex) {
			leave(1, "Cannot listen on %s:%d.".formatted(line.host(), line.port()));
		}
	}

	public static SandboxServer start(int port) {
		return start(port, Clock.systemUTC());
	}

	public static SandboxServer start(int port, Clock clock) {
		return start("127.0.0.1", port, clock);
	}

	public static SandboxServer start(int port, Clock clock, SandboxSettings settings) {
		return start("127.0.0.1", port, clock, settings);
	}

	public static SandboxServer start(String host, int port, Clock clock) {
		return start(host, port, clock, SandboxSettings.DEFAULT);
	}

	public static SandboxServer start(String host, int port, Clock clock, SandboxSettings settings) {
		return new SandboxServer(host, port, clock, settings);
	}

	public WireMockServer wireMock() {
		return this.engine.server();
	}

	public int port() {
		return wireMock().port();
	}

	public URI baseUrl() {
		String reachable = this.host.equals("0.0.0.0") ? "127.0.0.1" : this.host;
		return URI.create("http://" + reachable + ":" + port());
	}

	public SandboxSettings settings() {
		return this.site.settings();
	}

	/**
	 * From the next request on, and until {@link #reset()}.
	 */
	public void settings(SandboxSettings settings) {
		this.site.settings(settings);
	}

	/**
	 * The fault on the next request of the call, or of every call for
	 * {@link PlannedFault#ANY}.
	 */
	public void fault(String call, FaultKind kind) {
		fault(PlannedFault.of(call, kind));
	}

	/**
	 * Behind the faults that wait already.
	 */
	public void fault(PlannedFault fault) {
		this.faults.add(fault);
	}

	public void clearFaults() {
		this.faults.clear();
	}

	/**
	 * Gives somebody one more session.
	 */
	public void signIn(String username, String session) {
		elsewhere((hand) -> hand.signIn(username, session));
	}

	/**
	 * Sends a text as {@code send_message} does, but as a request that nobody sees. What
	 * is a false success there stores nothing here either.
	 * @param sender a username
	 * @param recipient a username
	 * @return the id of the message, if it was stored
	 * @throws IllegalArgumentException when the site refuses the text
	 */
	public OptionalLong writeFromThePhone(String sender, String recipient, String text) {
		return this.site.elsewhere((hand) -> hand.write(sender, recipient, text));
	}

	/**
	 * Sends a sample file as web users do, who can send more than the calls take.
	 * @param sender a username
	 * @param recipient a username
	 */
	public void postFromTheWeb(String sender, String recipient, FileType type) {
		elsewhere((hand) -> hand.post(sender, recipient, type));
	}

	/**
	 * Marks as seen whatever somebody has of the other, as if it were read elsewhere.
	 * @param reader a username
	 * @param sender a username
	 */
	public void readFromThePhone(String reader, String sender) {
		elsewhere((hand) -> hand.read(reader, sender));
	}

	/**
	 * Deletes a message for one side, as {@code delete_message} does.
	 * @param username whose side it is
	 * @throws IllegalArgumentException when they have no such message
	 */
	public void deleteFromThePhone(String username, long id) {
		elsewhere((hand) -> hand.delete(username, id));
	}

	/**
	 * Clears a chat for its owner, as {@code clear_chat} does.
	 * @param owner a username
	 * @param other a username
	 */
	public void clearFromThePhone(String owner, String other, boolean deleteChat) {
		elsewhere((hand) -> hand.clear(owner, other, deleteChat));
	}

	/**
	 * Lets somebody block the other. Dave has blocked alice from the beginning.
	 * @param by a username
	 * @param blocked a username
	 */
	public void block(String by, String blocked) {
		elsewhere((hand) -> hand.block(by, blocked));
	}

	/**
	 * Ends a block of the same side.
	 * @param by a username
	 * @param blocked a username
	 */
	public void unblock(String by, String blocked) {
		elsewhere((hand) -> hand.unblock(by, blocked));
	}

	/**
	 * Gives the owner's chat list one more row about the other, with a {@code chat_id} of
	 * its own, as two first messages at the same moment do. Later messages renew only the
	 * time of that row.
	 * @param owner a username
	 * @param other a username
	 */
	public void duplicateChat(String owner, String other) {
		elsewhere((hand) -> hand.duplicateChat(owner, other));
	}

	/**
	 * Back to the initial people, messages and settings, with no faults, no stubs and no
	 * requests received. The ids of messages go on, since a site gives none twice.
	 */
	public void reset() {
		this.faults.clear();
		this.site.reset(this.initial);
		this.engine.reset();
	}

	/**
	 * The same, with the ids of the beginning.
	 */
	void restart() {
		this.faults.clear();
		this.site.restart(this.initial);
		this.engine.reset();
	}

	@Override
	public void close() {
		wireMock().stop();
	}

	private void elsewhere(Consumer<Elsewhere> done) {
		this.site.elsewhere((hand) -> {
			done.accept(hand);
			return null;
		});
	}

	private String greeting() {
		return "The sandbox listens on %s, with the sessions %s and, of somebody gone, %s".formatted(baseUrl(),
				Seed.PEOPLE.stream().map(Person::session).collect(Collectors.joining(", ")), GONE_SESSION);
	}

	private static void leave(int status, @Nullable String sentence) {
		System.err.println(sentence);
		System.exit(status);
	}

}
