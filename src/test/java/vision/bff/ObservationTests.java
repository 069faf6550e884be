package vision.bff;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vision.bff.FrontEnd.body;
import static vision.bff.FrontEnd.send;

/**
 * What those who run the service are told of each request.
 */
@SandboxTest(properties = { "management.server.port=0", "logging.level.vision.bff.observability.RequestLogValve=info",
		"vision.cache.chats.fresh-for=1h" })
@ExtendWith(OutputCaptureExtension.class)
class ObservationTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@BeforeEach
	void reset() {
		sandbox.reset();
		alice().delete("/chats/40/messages");
		sandbox.reset();
	}

	@Test
	void eachRequestIsOneLine(CapturedOutput output) {
		alice().get("/chats");
		alice().get("/chats");
		alice().get("/chats/78/messages?limit=2");
		alice().get("/chats/0/messages");
		alice().get("/nowhere");
		assertThat(lines(output, 5)).containsExactlyInAnyOrder("INFO GET /chats 200, 1 upstream calls, cache fwd=miss",
				"INFO GET /chats 200, 0 upstream calls, cache hit",
				"INFO GET /chats/{userId}/messages 200, 2 upstream calls",
				"INFO GET /chats/{userId}/messages 400, 0 upstream calls, invalid-request",
				"INFO GET - 404, 0 upstream calls, not-found");
	}

	@Test
	void aFailureOfTheSiteIsAWarningAndBothItsCallsCount(CapturedOutput output) {
		sandbox.fault("get_messages", FaultKind.RESET);
		sandbox.fault("get_messages", FaultKind.RESET);
		alice().get("/chats/78/messages?limit=2");
		assertThat(lines(output, 1))
			.containsExactly("WARN GET /chats/{userId}/messages 502, 2 upstream calls, upstream-unreachable (broken)");
	}

	@Test
	void whatTomcatRefusesIsLoggedToo(CapturedOutput output) {
		HttpResponse<String> refused = alice().get("/chats/%00");
		assertThat(lines(output, 1)).containsExactly("INFO GET - 400, 0 upstream calls, invalid-request");
		assertThat(output).contains("traceId " + body(refused, 400).path("traceId").asString());
	}

	@Test
	void aTraceGoesFromTheClientToTheSiteAndIntoProblemAndLog(CapturedOutput output) {
		sandbox.fault("get_messages", FaultKind.ERROR500);
		HttpResponse<String> failed = send(alice().request("/chats/78/messages")
			.header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
			.header("tracestate", "vendor=secret")
			.header("baggage", "user=secret"));
		assertThat(body(failed, 502).path("traceId").asString()).isEqualTo(TRACE);
		lines(output, 1);
		assertThat(output).contains("traceId " + TRACE);
		LoggedRequest call = sandbox.wireMock().getAllServeEvents().getFirst().getRequest();
		assertThat(call.getHeader("traceparent")).startsWith("00-" + TRACE + "-")
			.doesNotContain("00f067aa0ba902b7")
			.endsWith("-01");
		assertThat(call.getHeaders().keys()).doesNotContain("tracestate", "baggage");
	}

	@Test
	void aTraceBeginsHereIfTheClientHasNone() {
		String traceId = body(alice().get("/chats/0"), 400).path("traceId").asString();
		assertThat(traceId).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
		alice().get("/chats/78/messages");
		assertThat(sandbox.wireMock().getAllServeEvents().getFirst().getRequest().getHeader("traceparent"))
			.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
	}

	@Test
	void callsAreMeasuredByTheirPathAlone() {
		alice().get("/chats/78/messages");
		assertThat(new FrontEnd(this.managementPort, "x").get("/actuator/prometheus").body().lines())
			.filteredOn((line) -> line.startsWith("http_client_requests_seconds_count"))
			.anySatisfy((line) -> assertThat(line).contains("uri=\"/mobile_api/get_messages\""))
			.allSatisfy((line) -> assertThat(line).doesNotContain("session_id"));
	}

	@Test
	void eachFailureOfTheSiteIsCountedByItsKind() {
		sandbox.fault(PlannedFault.of("get_messages", FaultKind.STATUS).withStatus(503).withTimes(2));
		sandbox.fault(PlannedFault.of("search_messages", FaultKind.FATAL_ERROR));
		alice().get("/chats/78/messages");
		alice().delete("/chats/78/messages/144");
		assertThat(new FrontEnd(this.managementPort, "x").get("/actuator/prometheus").body().lines())
			.filteredOn((line) -> line.startsWith("vision_upstream_failures_total"))
			.anySatisfy((line) -> assertThat(line).contains("kind=\"outage\""))
			.anySatisfy((line) -> assertThat(line).contains("kind=\"unreadable\""));
	}

	@Test
	void eachSendWithAKeyIsCountedByWhatCameOfIt() {
		Map<String, Double> before = counted("vision_idempotency_sends_total", "result");
		keyed("Hi");
		keyed("Hi");
		keyed("Something else");
		Map<String, Double> after = counted("vision_idempotency_sends_total", "result");
		before.forEach((result, count) -> assertThat(after.get(result)).as(result)
			.isEqualTo(count + (Set.of("new", "replayed", "refused").contains(result) ? 1 : 0)));
	}

	@Test
	void aLookThatMarksNothingIsCountedByItsWay() {
		Map<String, Double> before = counted("vision_upstream_peeks_total", "way");
		alice().get("/chats/78/messages?limit=1&peek=true");
		assertThat(counted("vision_upstream_peeks_total", "way").get("search")).isGreaterThan(before.get("search"));
	}

	private void keyed(String text) {
		send(alice().request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "counted-once")
			.POST(BodyPublishers.ofString(FrontEnd.JSON.createObjectNode().put("text", text).toString())));
	}

	private Map<String, Double> counted(String name, String label) {
		Pattern sample = Pattern.compile(name + "\\{.*" + label + "=\"([^\"]*)\".*} (.*)");
		return new FrontEnd(this.managementPort, "x").get("/actuator/prometheus")
			.body()
			.lines()
			.map(sample::matcher)
			.filter(Matcher::matches)
			.collect(Collectors.toMap((found) -> found.group(1), (found) -> Double.valueOf(found.group(2))));
	}

	/**
	 * The lines of the request log once there are so many of them, without what differs
	 * each time.
	 */
	private static List<String> lines(CapturedOutput output, int count) {
		Pattern line = Pattern.compile(" (INFO|WARN) .*RequestLogValve +: (.*) in \\d+ ms(.*), traceId [0-9a-f]{32}");
		return await().until(() -> output.getOut()
			.lines()
			.dropWhile((each) -> !each.contains("DELETE /chats/{userId}/messages 204"))
			.skip(1)
			.map(line::matcher)
			.filter(Matcher::find)
			.map((found) -> found.group(1) + " " + found.group(2) + found.group(3))
			.toList(), (lines) -> lines.size() == count);
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
