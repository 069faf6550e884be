package vision.bff.warmup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is asked, again and again: every operation, and what people ask most the most
 * often.
 */
record Script(List<Step> steps) {

	private static final String GIF = "GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";

	private static final String IMAGE = """
			--b\r
			Content-Disposition: form-data; name="image"; filename="a.gif"\r
			Content-Type: image/gif\r
			\r
			%s\r
			--b--\r
			""".formatted(GIF);

	private static final String PAGE = "/chats/78/messages";

	private static final int ROUNDS = 8;

	private static final int OFTEN = 4;

	static Script of(String session) {
		String head = "Host: localhost\r\nAccept: */*\r\nAuthorization: Bearer " + session + "\r\n";
		String json = head + "Content-Type: application/json\r\n";
		String form = head + "Content-Type: multipart/form-data; boundary=b\r\n";
		List<Step> steps = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			steps.addAll(Collections.nCopies(OFTEN, Step.of("GET /chats", head, "")));
			steps.add(Step.of("GET /chats", head + "If-None-Match: *\r\n", ""));
			steps.addAll(Collections.nCopies(OFTEN, Step.of("GET " + PAGE, head, "")));
			steps.add(Step.of("POST " + PAGE, json, "{\"text\":\"Hi!\"}"));
		}
		for (String line : List.of("GET /chats/78", "GET " + PAGE + "?limit=5&before=110", "GET " + PAGE + "?peek=true",
				"GET " + PAGE + "?after=105", "GET " + PAGE + "?around=100", "PUT /chats/78/seen",
				"GET " + PAGE + "/119", "GET " + PAGE + "/search?q=happy", "DELETE " + PAGE + "/119", "DELETE " + PAGE,
				"GET /people?q=bob", "GET /people/78", "GET /people/by-username/bob", "POST /session", "GET /session",
				"DELETE /session")) {
			steps.add(Step.of(line, head, ""));
		}
		steps.add(Step.of("POST " + PAGE, form, IMAGE));
		steps.add(Step.of("DELETE /chats/78", head, ""));
		return new Script(List.copyOf(steps));
	}

	/**
	 * One request. Two are never compared.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Step(String name, byte[] request) {

		static Step of(String line, String head, String body) {
			String length = line.startsWith("POST") ? "Content-Length: " + body.length() + "\r\n" : "";
			return new Step(line,
					(line + " HTTP/1.1\r\n" + head + length + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
		}

	}

}
