package vision.bff.sandbox;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls the sandbox as a browser would, and reads its JSON without a parser, so that a
 * test sees every byte.
 */
record SandboxClient(SandboxServer server) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	String get(String call, String name, String query) throws Exception {
		return fetch(call, name, query).body();
	}

	HttpResponse<String> fetch(String call, String name, String query) throws Exception {
		return text(request(call + "?session_id=" + name + "-session" + query).build());
	}

	String messages(String name, int user, String query) throws Exception {
		return get("get_messages", name, "&user_id=" + user + query);
	}

	String search(String query) throws Exception {
		return get("search_messages", "alice", "&user_id=78&query=" + query);
	}

	HttpResponse<String> send(String name, int user, String text) throws Exception {
		return post("send_message", "session_id", name + "-session", "user_id", String.valueOf(user), "type", "text",
				"message", text);
	}

	String delete(String name, String message) throws Exception {
		return post("delete_message", "session_id", name + "-session", "message_id", message).body();
	}

	String clear(String name, int user, String deleteChat) throws Exception {
		return post("clear_chat", "session_id", name + "-session", "user_id", String.valueOf(user), "delete_chat",
				deleteChat)
			.body();
	}

	HttpResponse<String> upload(String fileName, String type, byte[] bytes) throws Exception {
		String head = field("session_id", "alice-session") + field("user_id", "78") + field("type", "media")
				+ "--frontier\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + fileName
				+ "\"\r\nContent-Type: " + type + "\r\n\r\n";
		return text(request("send_message").header("Content-Type", "multipart/form-data; boundary=frontier")
			.POST(BodyPublishers.ofByteArrays(List.of(head.getBytes(StandardCharsets.UTF_8), bytes,
					"\r\n--frontier--\r\n".getBytes(StandardCharsets.UTF_8))))
			.build());
	}

	static String field(String name, String value) {
		return "--frontier\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
	}

	HttpResponse<String> post(String call, String... namesAndValues) throws Exception {
		StringJoiner form = new StringJoiner("&");
		for (int i = 0; i < namesAndValues.length; i += 2) {
			form.add(namesAndValues[i] + "=" + encoded(namesAndValues[i + 1]));
		}
		return text(request(call).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form.toString()))
			.build());
	}

	HttpResponse<String> signIn(String login, String password) throws Exception {
		return post("/native_api/auth/login", "email", login, "password", password);
	}

	HttpResponse<String> count(String session) throws Exception {
		return text(request("/native_api/main/update_msb_indicators?session_id=" + session).build());
	}

	HttpResponse<String> order(String what, String json) throws Exception {
		return text(request("/sandbox/" + what).POST(BodyPublishers.ofString(json)).build());
	}

	/**
	 * A path with a slash in front, or a call of the mobile API.
	 */
	HttpRequest.Builder request(String call) {
		return HttpRequest
			.newBuilder(this.server.baseUrl().resolve(call.startsWith("/") ? call : "/mobile_api/" + call));
	}

	HttpResponse<String> text(HttpRequest request) throws Exception {
		return CLIENT.send(request, BodyHandlers.ofString());
	}

	static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	static String envelope(int code, String message) {
		return "{\n    \"code\": %d,\n    \"message\": \"%s\",\n    \"data\": []\n}".formatted(code, message);
	}

	static String cookie(HttpResponse<String> answer, String name) {
		return answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith(name + "="))
			.map((cookie) -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
			.findFirst()
			.orElse("");
	}

	static List<Long> ids(String json) {
		return values(json, "id").stream().map(Long::valueOf).toList();
	}

	static List<String> values(String json, String name) {
		return Pattern.compile("\"" + name + "\": (?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\d+))")
			.matcher(json)
			.results()
			.map((found) -> (found.group(1) != null) ? found.group(1) : found.group(2))
			.toList();
	}

	static String message(HttpResponse<String> answer) {
		return unescaped(values(answer.body(), "message").getLast());
	}

	static String unescaped(String json) {
		return Pattern.compile("\\\\(u([0-9a-f]{4})|.)").matcher(json).replaceAll((escape) -> {
			String escaped = escape.group(1);
			return Matcher.quoteReplacement(switch (escaped) {
				case "b" -> "\b";
				case "f" -> "\f";
				case "n" -> "\n";
				case "r" -> "\r";
				case "t" -> "\t";
				default ->
					(escape.group(2) != null) ? Character.toString(Integer.parseInt(escape.group(2), 16)) : escaped;
			});
		});
	}

}
