package vision.bff.sandbox;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * The front door: the web server, the session check and one call at a time.
 */
final class WebSite {

	static final String API = "/mobile_api/";

	private static final Answer UNAUTHORIZED = Answer
		.json(new JsonObject().with("code", 401).with("data", List.of()).with("message", "Unauthorized Access"));

	private static final Answer GONE = Answer
		.json(new JsonObject().with("status", 400).with("error", "Invalid access token"));

	private static final Answer NO_ENDPOINT = Answer.json(new JsonObject().with("status", "400")
		.with("err_code", "invalid_endpoint")
		.with("message", "The requested endpoint does not exist"));

	private final Lock lock = new ReentrantLock();

	private final Clock clock;

	private volatile SandboxSettings settings;

	private Site site;

	WebSite(Clock clock, SandboxSettings settings) {
		this.clock = clock;
		this.settings = settings;
		this.site = Seed.plant(clock.instant(), settings.dialect());
	}

	SandboxSettings settings() {
		return this.settings;
	}

	void settings(SandboxSettings settings) {
		this.settings = settings;
	}

	void reset(SandboxSettings settings) {
		locked(() -> {
			Site former = this.site;
			restart(settings);
			this.site.continueIdsOf(former);
		});
	}

	void restart(SandboxSettings settings) {
		locked(() -> {
			this.settings = settings;
			this.site = Seed.plant(this.clock.instant(), settings.dialect());
		});
	}

	void signIn(String username, String session) {
		locked(() -> this.site.signIn(this.site.named(username), session));
	}

	void writeFromThePhone(String sender, String recipient, String text) {
		locked(() -> {
			Call call = Call.sendText(this.site.named(recipient), text);
			Visit visit = new Visit(this.site, call, this.site.named(sender), this.clock.instant(), this.settings);
			Answer answer = new WritingCalls(visit).sendMessage();
			if (!answer.isSuccess()) {
				throw new IllegalArgumentException("The site refuses the message: " + answer.text());
			}
		});
	}

	void postFromTheWeb(String sender, String recipient, FileType type) {
		locked(() -> this.site.share(this.site.named(sender), this.site.named(recipient), type, this.clock.instant()));
	}

	void duplicateChat(String owner, String other) {
		locked(() -> this.site.duplicateChat(this.site.named(owner), this.site.named(other), this.clock.instant()));
	}

	Answer answer(Request request) {
		UploadLimits limits = this.settings.uploads();
		if (Call.size(request) > limits.webServer()) {
			return Answer.webServer(413);
		}
		Call call = Call.of(request, limits);
		if (isFiltered(call.rawQuery())) {
			return Answer.webServer(403);
		}
		this.lock.lock();
		try {
			return call.path().startsWith(API) ? printed(route(call)) : file(call.path());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	private Answer route(Call call) {
		if (this.settings.has(Quirk.API_DISABLED)) {
			return Answer.API_DISABLED;
		}
		if (call.query().hasArrays() || call.form().hasArrays()) {
			return Answer.fatalError("Exception: Array to string conversion");
		}
		return switch (call.path().substring(API.length())) {
			case "get_chats" -> signedIn(call, (visit) -> new ChatList(visit).answer());
			case "get_messages" -> signedIn(call, (visit) -> new History(visit).answer());
			case "search_messages" -> signedIn(call, (visit) -> new Search(visit).answer());
			case "send_message" -> signedIn(call, (visit) -> new WritingCalls(visit).sendMessage());
			case "delete_message" -> signedIn(call, (visit) -> new WritingCalls(visit).deleteMessage());
			case "clear_chat" -> signedIn(call, (visit) -> new WritingCalls(visit).clearChat());
			default -> NO_ENDPOINT;
		};
	}

	private Answer signedIn(Call call, Function<Visit, Answer> then) {
		if (call.session().equals(SandboxServer.GONE_SESSION)) {
			return GONE;
		}
		Person me = this.site.signedIn(call.session());
		return (me != null) ? then.apply(new Visit(this.site, call, me, this.clock.instant(), this.settings))
				: UNAUTHORIZED;
	}

	private Answer printed(Answer answer) {
		if (this.settings.has(Quirk.ERRORS_HIDDEN)) {
			return answer.isFatalError() ? Answer.EMPTY_ERROR : answer;
		}
		return (this.settings.has(Quirk.WARNINGS) && answer.isJson()) ? answer.afterWarning() : answer;
	}

	private Answer file(String path) {
		byte @Nullable [] bytes = this.site.files().find(path.substring(1));
		String type = StoredFiles.contentType(path);
		return (bytes != null && type != null) ? new Answer(200, type, bytes) : Answer.webServer(404);
	}

	private static boolean isFiltered(String rawQuery) {
		String query = rawQuery.toLowerCase(Locale.ROOT);
		return query.contains("=http://") || query.contains("=../") || query.contains("concat(");
	}

}
