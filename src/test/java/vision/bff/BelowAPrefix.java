package vision.bff;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has to be right wherever the service is.
 */
abstract class BelowAPrefix {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	/** Where it is for who asks. */
	abstract String prefix();

	/** A request for a path below the prefix. */
	abstract HttpRequest.Builder request(String path);

	@Test
	void pagesLinkToTheirNeighbours() throws Exception {
		HttpResponse<String> page = get("/chats/78/messages?limit=1&before=144");
		String older = FrontEnd.body(page, 200).path("older").asString();
		assertThat(older).startsWith(prefix() + "/chats/78/messages?before=").endsWith("&limit=1");
		assertThat(page.headers().firstValue("Link").orElseThrow()).startsWith("<" + older + ">; rel=\"prev\"")
			.contains("<" + prefix() + "/chats/78/messages?after=");
		assertThat(FrontEnd.body(get(older.substring(prefix().length())), 200).path("items")).hasSize(1);
		assertThat(FrontEnd.body(get("/chats/78/messages?peek=true&limit=1"), 200).path("older").asString())
			.startsWith(prefix() + "/chats/78/messages?peek=true&before=");
		assertThat(FrontEnd.body(get("/chats/78/messages/search?q=TONIGHT&limit=1"), 200).path("older").asString())
			.startsWith(prefix() + "/chats/78/messages/search?q=TONIGHT&before=");
		assertThat(FrontEnd.body(get("/people?q=a&limit=1"), 200).path("older").asString())
			.startsWith(prefix() + "/people?q=a&before=");
	}

	@Test
	void whatIsMadeSaysWhereItIs() throws Exception {
		HttpResponse<String> sent = send(request("/chats/78/messages").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"text\": \"Hi\"}")));
		long id = FrontEnd.body(sent, 201).path("id").asLong();
		assertThat(sent.headers().firstValue("Location")).hasValue(prefix() + "/chats/78/messages/" + id);
		HttpResponse<String> session = send(request("/session").POST(BodyPublishers.noBody()));
		assertThat(session.headers().firstValue("Location")).hasValue(prefix() + "/session");
		assertThat(session.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("__Host-")
			.contains("; Path=/;");
	}

	@Test
	void problemsSayWhatWasAskedForAndWhereTheyAreExplained() throws Exception {
		for (String path : List.of("/chats/0", "/chats//78", "/nowhere")) {
			HttpResponse<String> refused = get(path);
			JsonNode problem = FrontEnd.JSON.readTree(refused.body());
			assertThat(problem.path("instance").asString()).isEqualTo(prefix() + path);
			String type = problem.path("type").asString();
			assertThat(type).isEqualTo(prefix() + "/problems/" + problem.path("code").asString());
			HttpResponse<String> page = send(request(type.substring(prefix().length())).header("Accept", "text/html"));
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.body()).contains("&quot;type&quot;: &quot;" + type + "&quot;")
				.contains("href=\"../house/house.css\"");
		}
	}

	@Test
	void onlyWritesToTheSiteHaveAnOutcome() throws Exception {
		HttpRequest.Builder session = request("/session").header("Content-Type", "text/plain");
		assertThat(FrontEnd.JSON.readTree(send(session.POST(BodyPublishers.ofString("x"))).body()).has("outcome"))
			.isFalse();
		assertThat(FrontEnd.JSON.readTree(send(request("/chats/0").DELETE()).body()).path("outcome").asString())
			.isEqualTo("not-sent");
	}

	@Test
	void theContractSaysWhereTheServiceIs() throws Exception {
		HttpResponse<String> json = get("/v3/api-docs");
		assertThat(FrontEnd.body(json, 200).at("/servers/0/url").asString()).isEqualTo(prefix());
		assertThat(json.body()).contains("](" + prefix() + "/problems/").doesNotContain("](/problems/");
		assertThat(get("/v3/api-docs.yaml").body()).contains("\nservers:\n  - url: " + prefix() + "\n")
			.contains("](" + prefix() + "/problems/")
			.doesNotContain("](/problems/");
	}

	@Test
	void pagesForPeopleAreBelowIt() throws Exception {
		HttpResponse<String> explorer = get("/docs");
		URI seen = URI.create("https://example.com" + prefix() + "/docs");
		assertThat(seen.resolve(explorer.headers().firstValue("Location").orElseThrow()).getPath())
			.isEqualTo(prefix() + "/swagger-ui/index.html");
		assertThat(get("/swagger-ui/swagger-initializer.js").body()).contains("'../v3/api-docs'");
		assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("script-src 'self'");
		assertThat(get("/page/page.js").statusCode()).isEqualTo(200);
	}

	HttpResponse<String> get(String path) throws Exception {
		return send(request(path));
	}

	static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HTTP.send(request.build(), BodyHandlers.ofString());
	}

}
