package vision.bff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.Oddity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is measured is what the papers say, and what alerts and pictures are made of.
 */
@SandboxTest(properties = { "management.server.port=0", "vision.shared.url=redis://127.0.0.1:1" })
class MetricsTests {

	private static final Path MONITORING = Path.of("k8s/components/monitoring");

	private static final Pattern OURS = Pattern.compile("vision_[a-z_]+[a-z]");

	/** Whatever it is that was measured, but for what others measure. */
	private static final Pattern MEASURED = Pattern
		.compile("\\b(?:vision|http|jvm|process|resilience4j|tomcat|logback)_[a-z0-9_]+[a-z]");

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Test
	void everyMetricOfOursIsThereFromTheStartAndInThePapers() throws Exception {
		Set<String> measured = lines().map(MetricsTests::type)
			.filter((type) -> type.startsWith("vision_"))
			.collect(Collectors.toCollection(TreeSet::new));
		measured.removeIf((name) -> name.endsWith("_max") && measured.contains(name.replaceAll("_max$", "")));
		assertThat(measured).isNotEmpty().isEqualTo(documented());
	}

	@Test
	void whatHasNotHappenedYetIsZero() {
		assertThat(values("vision_upstream_failures_total", "kind"))
			.containsExactlyInAnyOrderElementsOf(Answer.Failure.kinds().map((kind) -> kind + " 0.0").toList());
		assertThat(values("vision_upstream_odd_answers_total", "kind")).containsExactlyInAnyOrderElementsOf(
				Stream.of(Oddity.values()).map((oddity) -> oddity.kind() + " 0.0").toList());
		assertThat(values("vision_idempotency_sends_total", "result")).containsExactlyInAnyOrder("new 0.0",
				"replayed 0.0", "found 0.0", "in-doubt 0.0", "refused 0.0", "not-sent 0.0");
		assertThat(values("vision_upstream_peeks_total", "way")).containsExactlyInAnyOrder("search 0.0", "read 0.0",
				"none 0.0");
		assertThat(values("vision_rate_limit_refusals_total", "policy")).containsExactlyInAnyOrder("session 0.0",
				"address 0.0", "sign-in-account 0.0", "sign-in-address 0.0");
		assertThat(values("vision_cache_chats_requests_total", "result")).contains("coalesced 0.0", "stale 0.0");
		assertThat(lines().filter((line) -> line.startsWith("vision_"))
			.filter((line) -> !line.startsWith("vision_cache_chats_") && !line.startsWith("vision_shared_"))
			.filter((line) -> !line.matches(".* 0(\\.0)?"))).containsExactly("vision_session_keys_random 1.0");
	}

	@Test
	void alertsAndPicturesAreMadeOfWhatIsMeasured() throws Exception {
		new FrontEnd(this.port, "alice-session").get("/chats/0");
		new FrontEnd(this.port, "alice-session").get("/people?q=bob");
		Set<String> measured = lines().filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]")[0])
			.collect(Collectors.toSet());
		for (String file : List.of("vision-bff.rules.yml", "dashboard.json")) {
			assertThat(found(MEASURED, Files.readString(MONITORING.resolve(file)))).isNotEmpty()
				.allSatisfy((name) -> assertThat(measured).as(file).contains(name));
		}
	}

	/**
	 * Elsewhere some releases of Prometheus take them for a mistake, and take nothing.
	 */
	@Test
	void bucketsAndCountersAloneHaveExamplesOfTraces() {
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		FrontEnd
			.send(alice.request("/chats").header("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"));
		String metrics = FrontEnd
			.send(new FrontEnd(this.managementPort, "x").request("/actuator/prometheus")
				.header("Accept", "application/openmetrics-text;version=1.0.0"))
			.body();
		assertThat(metrics.lines()).filteredOn((line) -> line.contains(" # {"))
			.isNotEmpty()
			.allMatch((line) -> line.matches("\\w+_(bucket|total)[{ ].*"));
	}

	private static Set<String> documented() throws IOException {
		String papers = Files.readString(Path.of("docs/operations.md"));
		String section = papers.substring(papers.indexOf("\n## Metrics"));
		return section.lines()
			.filter((line) -> line.startsWith("| `"))
			.flatMap((line) -> found(OURS, line.split(" \\| ")[0]).stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

	private List<String> values(String name, String label) {
		Pattern sample = Pattern.compile("\\Q" + name + "\\E\\{.*" + label + "=\"([^\"]*)\".*} (.*)");
		return lines().map(sample::matcher)
			.filter((matcher) -> matcher.matches())
			.map((matcher) -> matcher.group(1) + " " + matcher.group(2))
			.toList();
	}

	private static String type(String line) {
		return line.startsWith("# TYPE ") ? line.split(" ")[2] : "";
	}

	private Stream<String> lines() {
		return new FrontEnd(this.managementPort, "x").get("/actuator/prometheus").body().lines();
	}

}
