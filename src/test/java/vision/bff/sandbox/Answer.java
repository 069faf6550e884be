package vision.bff.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the sandbox answers. Two are never compared, so that it does no harm that arrays
 * are equal only to themselves.
 */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, String contentType, byte[] body, List<String> cookies) {

	private static final String JSON = "application/json";

	private static final Map<Integer, String> REASONS = Map.of(403, "Forbidden", 404, "Not Found", 413,
			"Request Entity Too Large", 429, "Too Many Requests", 500, "Internal Server Error", 502, "Bad Gateway", 503,
			"Service Temporarily Unavailable", 504, "Gateway Time-out");

	private static final String FATAL_ERROR = "<br />\n<b>Fatal error</b>:  ";

	static final Answer NO_INTERLOCUTOR = of(400, "Interlocutor ID is missing or invalid");

	static final Answer NOTHING = of(204, "No data found");

	static final Answer FAILED = of(500, "An error occurred while processing your request. Please try again later.");

	/**
	 * What a fatal error is when the site does not display errors.
	 */
	static final Answer EMPTY_ERROR = new Answer(500, JSON, new byte[0]);

	/**
	 * To a session whose user is gone, and outside the mobile API to every bad one.
	 */
	static final Answer INVALID_TOKEN = json(
			new JsonObject().with("status", 400).with("error", "Invalid access token"));

	static final Answer API_DISABLED = json(new JsonObject().with("status", "400")
		.with("err_code", "api_is_disabled")
		.with("message", "Unfortunately, the system API of 1.vision is temporary not available."));

	static final Answer DATABASE_DOWN = raw("{\"status\": 400,\"errors\": \"Connection refused\"}");

	Answer(int status, String contentType, byte[] body) {
		this(status, contentType, body, List.of());
	}

	static Answer json(JsonObject object) {
		return raw(PhpJson.write(object));
	}

	static Answer of(int code, String message) {
		return json(new JsonObject().with("code", code).with("message", message).with("data", List.of()));
	}

	/**
	 * What a PHP warning turns into: an answer without a code that leaks a path.
	 */
	static Answer warning(String message, String script, int line) {
		return notice(2, message, script, line);
	}

	static Answer notice(int errno, String message, String script, int line) {
		return json(new JsonObject().with("status", 500)
			.with("errno", errno)
			.with("message", "%s in [/var/www/site/%s] at line %d".formatted(message, script, line)));
	}

	/**
	 * An uncaught exception or error: HTML, though typed as JSON.
	 */
	static Answer fatalError(String uncaught) {
		return raw(FATAL_ERROR + "Uncaught " + uncaught
				+ "\n#0 /var/www/site/core/libs/DB/vendor/autoload.php(1): MysqliDb-&gt;rawQuery()\n#1 {main}\n  thrown<br />\n");
	}

	/**
	 * What the web server says before PHP is asked, or when PHP does not answer.
	 */
	static Answer webServer(int status) {
		String html = "<html>\r\n<head><title>%1$s</title></head>\r\n<body>\r\n<center><h1>%1$s</h1></center>\r\n</body>\r\n</html>\r\n"
			.formatted((status + " " + REASONS.getOrDefault(status, "")).trim());
		return new Answer(status, "text/html", html.getBytes(StandardCharsets.UTF_8));
	}

	Answer withCookie(String cookie) {
		List<String> all = new ArrayList<>(this.cookies);
		all.add(cookie);
		return new Answer(this.status, this.contentType, this.body, all);
	}

	boolean isJson() {
		return this.contentType.equals(JSON) && this.body.length > 0 && this.body[0] == '{';
	}

	boolean isSuccess() {
		return text().startsWith("{\n    \"code\": 200,");
	}

	boolean isFatalError() {
		return text().startsWith(FATAL_ERROR);
	}

	Answer afterWarning() {
		return behind("<br />\n<b>Warning</b>:  Undefined array key &quot;lang&quot; in "
				+ "<b>/var/www/site/core/mobile_api.php</b> on line <b>31</b><br />\n");
	}

	Answer behind(String html) {
		return with((html + text()).getBytes(StandardCharsets.UTF_8));
	}

	Answer truncated() {
		return with(Arrays.copyOf(this.body, this.body.length / 2));
	}

	private Answer with(byte[] otherBody) {
		return new Answer(this.status, this.contentType, otherBody, this.cookies);
	}

	private static Answer raw(String body) {
		return new Answer(200, JSON, body.getBytes(StandardCharsets.UTF_8));
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

}
