package vision.bff.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;
import vision.bff.sandbox.UploadLimits;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an operator learns of a site before anybody uses it.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoctorTests {

	private static final SandboxServer SITE = SandboxServer.start(0);

	@BeforeEach
	void asItBegan() {
		SITE.reset();
	}

	@AfterAll
	static void stop() {
		SITE.close();
	}

	@Test
	void aSiteAndASessionThatAreFineAreToldLineByLine(CapturedOutput output) {
		assertThat(examine("--session", "alice-session")).isZero();
		assertThat(told(output)).isEqualTo(
				"""
						ok       address    127.0.0.1 is 127.0.0.1
						ok       tls        http, but nowhere else than on this machine
						ok       reachable  answered in 0 ms
						ok       redirect   none
						warning  clock      the site does not tell
						                    Wrong clocks would not be noticed.
						ok       api        answers
						ok       session    known, with 4 chats
						ok       search     works
						ok       time-zone  nothing contradicts UTC
						ok       release    1.2 or like it
						ok       counter    there
						ok       sign-in    there
						ok       uploads    the web server of the site takes 2 MiB; what PHP and the site take, only an upload shows
						""");
	}

	@Test
	void nothingIsReadThatMarksOrChangesAnythingAndNoTokenIsTold(CapturedOutput output) {
		examine("--session", "alice-session");
		assertThat(SITE.wireMock().getAllServeEvents()).extracting((event) -> event.getRequest().getUrl())
			.noneMatch((url) -> url.contains("get_messages") || url.contains("delete") || url.contains("clear"));
		assertThat(SITE.wireMock().getAllServeEvents()).extracting((event) -> event.getRequest())
			.filteredOn(
					(request) -> request.getMethod().isOneOf(com.github.tomakehurst.wiremock.http.RequestMethod.POST))
			.noneMatch((request) -> request.getBodyAsString().contains("alice"));
		assertThat(output).doesNotContain("alice");
	}

	@Test
	void withoutASessionItIsSaidThatMoreCouldBeKnown(CapturedOutput output) {
		assertThat(examine()).isZero();
		assertThat(told(output)).doesNotContain("search", "time-zone").endsWith("session: --session TOKEN\n");
	}

	@Test
	void scriptsReadJson(CapturedOutput output) {
		SITE.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		assertThat(examine("--json")).isOne();
		JsonNode findings = new JsonMapper().readTree(output.getOut());
		assertThat(findings.get(5)).isEqualTo(new JsonMapper().readTree("""
				{"check": "api", "verdict": "bad", "found": "switched off by the owner of the site",
				 "consequence": "Every request is a 503 api-disabled until the owner switches it on."}"""));
		assertThat(findings).hasSize(6);
	}

	@ParameterizedTest
	@CsvSource({ "SEARCH_BROKEN, warning  search     broken", "COUNTER_MISSING, warning  counter    not there",
			"LOGIN_MISSING, warning  sign-in    not there" })
	void whatASiteDoesNotHaveIsAWarning(Quirk quirk, String line, CapturedOutput output) {
		SITE.settings(SandboxSettings.DEFAULT.with(quirk));
		assertThat(examine("--session", "alice-session")).isZero();
		assertThat(told(output)).contains(line);
	}

	@ParameterizedTest
	@CsvSource({ "A, 1.2 or like it", "B, a modified 1.3", "C, 1.3.6 or newer" })
	void theReleaseIsToldByItsDialect(Dialect dialect, String release, CapturedOutput output) {
		SITE.settings(SandboxSettings.DEFAULT.with(dialect));
		examine("--session", "alice-session");
		assertThat(told(output)).contains("ok       release    " + release + "\n");
	}

	@Test
	void whatCouldNotBeTriedIsNotCalledBrokenOrFine(CapturedOutput output) {
		SITE.fault(PlannedFault.of("search_messages", FaultKind.STATUS).withStatus(503));
		SITE.fault(PlannedFault.of("send_message", FaultKind.STATUS).withStatus(503));
		assertThat(examine("--session", "alice-session")).isZero();
		assertThat(told(output)).contains("warning  search     could not be tried: outage",
				"warning  uploads    answered as nothing that is known");
	}

	@Test
	void aValueThatCannotBeUsedIsOneLine(CapturedOutput output) {
		assertThatException().isThrownBy(() -> Doctor.examine(List.of("--vision.base-url=nonsense")));
		assertThat(output.getOut().lines()).singleElement(InstanceOfAssertFactories.STRING)
			.contains("Cannot start. The property 'vision.base-url' cannot be 'nonsense'.");
	}

	@Test
	void aWebServerThatRefusesPhotosIsAWarning(CapturedOutput output) {
		SITE.settings(SandboxSettings.DEFAULT.with(UploadLimits.DEFAULT.withWebServer(1 << 20)));
		assertThat(examine()).isZero();
		assertThat(told(output)).contains("warning  uploads    the web server of the site refuses 2 MiB");
	}

	@Test
	void aSessionThatIsOverIsBad(CapturedOutput output) {
		assertThat(examine("--session", "nobodys")).isOne();
		assertThat(told(output)).contains("bad      session    not known to the site");
	}

	@Test
	void timesThatAreStillToComeMeanAnotherZone(CapturedOutput output) {
		try (SandboxServer ahead = SandboxServer.start(0, Clock.offset(Clock.systemUTC(), Duration.ofHours(13)),
				SandboxSettings.DEFAULT.with(Dialect.B))) {
			ahead.writeFromThePhone("bob", "alice", "What a day");
			Doctor.examine(List.of("--vision.base-url=" + ahead.baseUrl(), "--session", "alice-session"));
		}
		assertThat(told(output)).contains("warning  time-zone  the site shows times that are still to come in UTC",
				"Set vision.time-zone. It is the zone of the site's server, UTC+");
	}

	@Test
	void whereItLeadsElsewhereIsBad(CapturedOutput output) {
		answer(aResponse().withStatus(301).withHeader("Location", "https://www.site.example/mobile_api/get_chats"));
		assertThat(examine()).isOne();
		assertThat(told(output)).contains("bad      redirect   to https://www.site.example");
	}

	@ParameterizedTest
	@CsvSource({ "403, 'HTTP 403, fault'", "522, 'HTTP 522, outage'", "404, 'HTTP 404, fault'" })
	void whatIsNoMobileApiIsBad(int status, String found, CapturedOutput output) {
		answer(aResponse().withStatus(status));
		assertThat(examine()).isOne();
		assertThat(told(output)).contains("bad      api        " + found);
	}

	@Test
	void aClockThatIsWrongIsAWarning(CapturedOutput output) {
		answer(aResponse().withHeader("Date", "Sat, 01 Jan 2000 00:00:00 GMT").withBody("{\"code\": 401}"));
		examine();
		assertThat(told(output)).containsPattern("warning  clock      \\d{9} s behind of ours");
	}

	@Test
	void nobodyListensUnderAPortWithoutAServer(CapturedOutput output) {
		assertThat(Doctor.examine(List.of("--vision.base-url=http://127.0.0.1:1"))).isOne();
		assertThat(told(output)).contains("bad      reachable  nobody listens there");
	}

	@Test
	void aNameWithoutAnAddressIsBad(CapturedOutput output) {
		assertThat(Doctor.examine(List.of("--vision.base-url=https://site.invalid"))).isOne();
		assertThat(told(output)).startsWith("bad      address    no address is known for site.invalid\n");
	}

	@Test
	void aCertificateThatNobodyTrustsIsBad(CapturedOutput output) {
		WireMockServer site = new WireMockServer(
				WireMockConfiguration.options().bindAddress("127.0.0.1").httpDisabled(true).dynamicHttpsPort());
		site.start();
		try {
			assertThat(Doctor.examine(List.of("--vision.base-url=https://127.0.0.1:" + site.httpsPort()))).isOne();
		}
		finally {
			site.stop();
		}
		assertThat(told(output)).contains("bad      tls        no trusted connection: ");
	}

	@ParameterizedTest
	@CsvSource({ "--help", "--session", "site" })
	void whatCannotBeUnderstoodIsAnsweredWithTheUsage(String argument, CapturedOutput output) {
		assertThat(Doctor.examine(List.of(argument))).isEqualTo(2);
		assertThat(output.getErr()).startsWith("Usage: java -jar vision-bff.jar doctor [--session TOKEN]");
	}

	private static int examine(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--vision.base-url=" + SITE.baseUrl());
		return Doctor.examine(all);
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		SITE.wireMock().stubFor(any(anyUrl()).atPriority(1).willReturn(answer));
	}

	private static String told(CapturedOutput output) {
		return output.getOut().replaceAll("answered in \\d+ ms", "answered in 0 ms");
	}

}
