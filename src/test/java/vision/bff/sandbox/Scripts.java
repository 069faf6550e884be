package vision.bff.sandbox;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import static java.util.Map.entry;

/**
 * The scripts behind the web server: the mobile API, and what else of the site a web
 * front end needs.
 */
final class Scripts {

	static final String MOBILE = "/mobile_api/";

	static final String NATIVE = "/native_api/";

	private static final Map<String, Function<OpenCall, Answer>> MOBILE_CALLS = Map.ofEntries(
			entry("get_chats", signedIn((visit) -> new ChatList(visit).answer())),
			entry("get_messages", signedIn((visit) -> new History(visit).answer())),
			entry("search_messages", signedIn((visit) -> new Search(visit).answer())),
			entry("send_message", signedIn((visit) -> new WritingCalls(visit).sendMessage())),
			entry("delete_message", signedIn((visit) -> new WritingCalls(visit).deleteMessage())),
			entry("clear_chat", signedIn((visit) -> new WritingCalls(visit).clearChat())),
			entry("login", (open) -> new AccountCalls(open).login()),
			entry("logout", (open) -> new AccountCalls(open).logout()),
			entry("refresh_access_token", (open) -> new AccountCalls(open).refresh()),
			entry("search_people", (open) -> new PeopleCalls(open).search()),
			entry("profile", (open) -> new PeopleCalls(open).profile()));

	private static final Map<String, Function<OpenCall, Answer>> NATIVE_CALLS = Map.of("main/update_msb_indicators",
			(open) -> new PageCalls(open).counter(), "auth/login", (open) -> new PageCalls(open).login());

	private static final Answer NO_ENDPOINT = Answer.json(new JsonObject().with("status", "400")
		.with("err_code", "invalid_endpoint")
		.with("message", "The requested endpoint does not exist"));

	private Scripts() {
	}

	/**
	 * The name of the call behind the path, or null when the path leads to a file.
	 */
	static @Nullable String call(String path) {
		if (path.startsWith(MOBILE)) {
			return path.substring(MOBILE.length());
		}
		return path.startsWith(NATIVE) ? path.substring(NATIVE.length()) : null;
	}

	static boolean exists(String call) {
		return MOBILE_CALLS.containsKey(call) || NATIVE_CALLS.containsKey(call);
	}

	static Answer answer(OpenCall open) {
		boolean isMobile = open.call().path().startsWith(MOBILE);
		if (isMobile && open.settings().has(Quirk.API_DISABLED)) {
			return Answer.API_DISABLED;
		}
		if (open.call().query().hasArrays() || open.call().form().hasArrays()) {
			return Answer.fatalError("Exception: Array to string conversion");
		}
		String call = String.valueOf(call(open.call().path()));
		return isMobile ? MOBILE_CALLS.getOrDefault(call, (unknown) -> NO_ENDPOINT).apply(open)
				: NATIVE_CALLS.getOrDefault(call, (unknown) -> Answer.webServer(404)).apply(open);
	}

	private static Function<OpenCall, Answer> signedIn(Function<Visit, Answer> then) {
		return (open) -> open.signedIn(then);
	}

}
