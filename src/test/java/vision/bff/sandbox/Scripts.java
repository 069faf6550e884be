package vision.bff.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * The scripts behind the web server: the mobile API, and what else of the site a web
 * front end needs.
 */
final class Scripts {

	static final String MOBILE = "/mobile_api/";

	static final String NATIVE = "/native_api/";

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

	static Answer answer(OpenCall open) {
		boolean isMobile = open.call().path().startsWith(MOBILE);
		if (isMobile && open.settings().has(Quirk.API_DISABLED)) {
			return Answer.API_DISABLED;
		}
		if (open.call().query().hasArrays() || open.call().form().hasArrays()) {
			return Answer.fatalError("Exception: Array to string conversion");
		}
		return isMobile ? mobile(open) : own(open);
	}

	private static Answer mobile(OpenCall open) {
		return switch (open.call().path().substring(MOBILE.length())) {
			case "get_chats" -> open.signedIn((visit) -> new ChatList(visit).answer());
			case "get_messages" -> open.signedIn((visit) -> new History(visit).answer());
			case "search_messages" -> open.signedIn((visit) -> new Search(visit).answer());
			case "send_message" -> open.signedIn((visit) -> new WritingCalls(visit).sendMessage());
			case "delete_message" -> open.signedIn((visit) -> new WritingCalls(visit).deleteMessage());
			case "clear_chat" -> open.signedIn((visit) -> new WritingCalls(visit).clearChat());
			default -> NO_ENDPOINT;
		};
	}

	private static Answer own(OpenCall open) {
		return Answer.webServer(404);
	}

}
