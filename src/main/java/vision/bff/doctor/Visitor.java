package vision.bff.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Asks the site, each time for 10 seconds and 8 MiB at most, and follows it nowhere.
 */
final class Visitor implements AutoCloseable {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	private static final Duration ANSWER = Duration.ofSeconds(10);

	private static final int MAX_BYTES = 8 * 1024 * 1024;

	private static final String BOUNDARY = "vision-bff-doctor";

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.proxy(HttpClient.Builder.NO_PROXY)
		.connectTimeout(CONNECT)
		.build();

	private final URI site;

	private final Clock clock;

	Visitor(URI site, Clock clock) {
		this.site = site;
		this.clock = clock;
	}

	Look get(String call, Map<String, String> query) throws IOException {
		return send(request(call + "?" + encoded(query)).GET());
	}

	Look post(String call, Map<String, String> form) throws IOException {
		return send(request(call).header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
			.POST(BodyPublishers.ofString(encoded(form))));
	}

	/** Sends a form of this size that names no session, so that nobody takes it. */
	Look postLarge(String call, int bytes) throws IOException {
		byte[] padding = new byte[bytes];
		Arrays.fill(padding, (byte) 'x');
		String head = "--%s\r\nContent-Disposition: form-data; name=\"padding\"\r\n\r\n".formatted(BOUNDARY);
		return send(request(call).header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + BOUNDARY)
			.POST(BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofByteArray(padding),
					BodyPublishers.ofString("\r\n--%s--\r\n".formatted(BOUNDARY)))));
	}

	private HttpRequest.Builder request(String pathAndQuery) {
		return HttpRequest.newBuilder(URI.create(this.site + pathAndQuery)).timeout(ANSWER);
	}

	private Look send(HttpRequest.Builder request) throws IOException {
		Instant asked = this.clock.instant();
		try {
			return new Look(
					this.client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES)),
					asked, this.clock.instant());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
	}

	private static String encoded(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

}
