package vision.bff.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class EcsLinesTests {

	private final LoggerContext context = new LoggerContext();

	private final MockEnvironment environment = new MockEnvironment().withProperty("spring.application.pid", "7")
		.withProperty("spring.application.name", "vision-bff")
		.withProperty("logging.structured.ecs.service.environment", "test");

	@Test
	void aRequestHasTheFieldsThatSpringBootWouldWrite() {
		LoggingEvent event = event("GET /chats 200 in 3 ms", null);
		event.addKeyValuePair(new KeyValuePair("traceId", "4bf92f3577b34da6a3ce929d0e0e4736"));
		event.addKeyValuePair(new KeyValuePair("http.request.method", "GET"));
		event.addKeyValuePair(new KeyValuePair("http.route", "/chats"));
		event.addKeyValuePair(new KeyValuePair("http.response.status_code", 200));
		event.addKeyValuePair(new KeyValuePair("event.duration", 3_399_885_981L));
		assertThat(json(line(event))).isEqualTo(json(springBoots(event)));
		assertThat(line(event)).contains("\"status_code\":200").endsWith("}\n");
	}

	@Test
	void whatBelongsTogetherIsOneObjectInWhateverOrderItCame() {
		LoggingEvent event = event("Something", null);
		event.setMDCPropertyMap(Map.of("traceId", "of the thread", "a.b.c", "1"));
		event.addKeyValuePair(new KeyValuePair("a.d", 2));
		event.addKeyValuePair(new KeyValuePair("ab", null));
		event.addKeyValuePair(new KeyValuePair("x.y.z", true));
		event.addKeyValuePair(new KeyValuePair("a.b.e", 3));
		event.addKeyValuePair(new KeyValuePair("a-b.f", 4));
		event.addKeyValuePair(new KeyValuePair("traceId", "its own"));
		assertThat(line(event)).contains("""
				"message":"Something","a-b":{"f":4},"a":{"b":{"c":"1","e":3},"d":2},"ab":null,"traceId":"its own",\
				"x":{"y":{"z":true}},"ecs":""");
	}

	@Test
	void anErrorHasItsStackTrace() {
		LoggingEvent event = event("Failed \"badly\"", new IllegalStateException("why", new RuntimeException()));
		assertThat(line(event)).isEqualTo(springBoots(event)).contains("IllegalStateException");
		LoggingEvent silent = event("Failed", new IllegalStateException());
		assertThat(json(line(silent))).isEqualTo(json(springBoots(silent)));
	}

	@Test
	void theTraceIsToldOfWhatIsLoggedWithinARequest() {
		LoggingEvent event = event("Something", null);
		event.setMDCPropertyMap(Map.of("traceId", "4bf92f3577b34da6a3ce929d0e0e4736"));
		assertThat(line(event)).isEqualTo(springBoots(event)).contains("4bf92f3577b34da6a3ce929d0e0e4736");
	}

	@Test
	void aLineStaysALine() {
		LoggingEvent event = event("one\ntwo\r\u0007\u2028 \uD83D\uDE00 é", null);
		assertThat(line(event)).containsOnlyOnce("\n").endsWith("\n");
		assertThat(json(line(event))).isEqualTo(json(springBoots(event)));
	}

	private LoggingEvent event(String message, @Nullable Throwable failure) {
		this.context.setMDCAdapter(new LogbackMDCAdapter());
		Logger logger = this.context.getLogger("vision.bff.web.RequestLog");
		return new LoggingEvent(EcsLinesTests.class.getName(), logger, Level.WARN, message, failure, null);
	}

	private String line(LoggingEvent event) {
		return encoded(EcsLines.class.getName(), event);
	}

	private String springBoots(LoggingEvent event) {
		return encoded("ecs", event);
	}

	private static JsonNode json(String line) {
		return JsonMapper.shared().readTree(line);
	}

	private String encoded(String format, LoggingEvent event) {
		this.context.putObject(Environment.class.getName(), this.environment);
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(this.context);
		encoder.setFormat(format);
		encoder.setCharset(StandardCharsets.UTF_8);
		encoder.start();
		return new String(encoder.encode(event), StandardCharsets.UTF_8);
	}

}
