package vision.bff.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.github.tomakehurst.wiremock.http.Cookie;
import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request as a PHP script sees it.
 */
record Call(String path, String rawQuery, Parameters query, Parameters form, @Nullable Upload image, String cookie,
		String origin) {

	private static final String SESSION = "session_id";

	static Call of(Request request, SandboxSettings settings) {
		boolean dropped = size(request) > settings.uploads().phpPost();
		String publicUrl = settings.publicUrl();
		String url = request.getUrl();
		int mark = url.indexOf('?');
		String rawQuery = (mark < 0) ? "" : url.substring(mark + 1);
		Collection<Request.Part> parts = dropped ? List.of() : parts(request);
		Cookie cookie = request.getCookies().get(SESSION);
		return new Call(path(url), rawQuery, Parameters.urlencoded(rawQuery),
				dropped ? new Parameters() : form(request, parts), image(parts),
				(cookie != null) ? cookie.getValue() : "",
				(publicUrl != null) ? publicUrl : "http://" + request.getHeader("Host"));
	}

	/**
	 * As {@code send_message} of somebody signed in.
	 */
	static Call sendText(Person recipient, String text) {
		Parameters form = new Parameters();
		Map.of("user_id", String.valueOf(recipient.id()), "type", "text", "message", text)
			.forEach((name, value) -> form.add(name, value.getBytes(StandardCharsets.UTF_8)));
		return new Call(Scripts.MOBILE + "send_message", "", new Parameters(), form, null, "", "");
	}

	String session() {
		String posted = this.form.get(SESSION);
		String queried = this.query.get(SESSION);
		return !posted.isEmpty() ? posted : !queried.isEmpty() ? queried : this.cookie;
	}

	static String path(String url) {
		int mark = url.indexOf('?');
		return (mark < 0) ? url : url.substring(0, mark);
	}

	static long size(Request request) {
		return (request.getBody() != null) ? request.getBody().length : 0;
	}

	private static boolean hasType(Request request, String type) {
		String header = request.getHeader("Content-Type");
		return header != null && header.toLowerCase(Locale.ROOT).startsWith(type);
	}

	private static Collection<Request.Part> parts(Request request) {
		if (!hasType(request, "multipart/form-data")) {
			return List.of();
		}
		try {
			return request.getParts();
		}
		catch (RuntimeException ex) {
			return List.of();
		}
	}

	private static Parameters form(Request request, Collection<Request.Part> parts) {
		if (hasType(request, "application/x-www-form-urlencoded") && request.getBody() != null) {
			return Parameters.urlencoded(new String(request.getBody(), StandardCharsets.UTF_8));
		}
		Parameters form = new Parameters();
		parts.stream()
			.filter((part) -> part.getFileName() == null)
			.forEach((part) -> form.add(part.getName(), part.getBody().asBytes()));
		return form;
	}

	private static @Nullable Upload image(Collection<Request.Part> parts) {
		return parts.stream()
			.filter((part) -> "image".equals(part.getName()) && part.getFileName() != null)
			.findFirst()
			.map((part) -> new Upload(part.getFileName(), contentType(part), part.getBody().asBytes()))
			.orElse(null);
	}

	private static String contentType(Request.Part part) {
		var header = part.getHeader("Content-Type");
		return (header != null && header.isPresent()) ? header.firstValue().toLowerCase(Locale.ROOT) : "";
	}

}
