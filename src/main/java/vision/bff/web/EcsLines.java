package vision.bff.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.structured.ElasticCommonSchemaProperties;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * Lines of the log in the Elastic Common Schema, the same that Spring Boot writes as
 * {@code ecs}, but written by Jackson: with Spring Boot's own writer of JSON, a chat list
 * takes a third more processor time (bench/NOTES.md).
 */
class EcsLines implements StructuredLogFormatter<ILoggingEvent> {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final @Nullable Long pid;

	private final ElasticCommonSchemaProperties.Service service;

	private final ThrowableProxyConverter stackTraces;

	private final EcsFields fields = new EcsFields();

	EcsLines(Environment environment, ThrowableProxyConverter stackTraces) {
		this.pid = environment.getProperty("spring.application.pid", Long.class);
		this.service = ElasticCommonSchemaProperties.get(environment).service();
		this.stackTraces = stackTraces;
	}

	@Override
	public String format(ILoggingEvent event) {
		return line(event).toString(StandardCharsets.UTF_8);
	}

	@Override
	public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
		return charset.equals(StandardCharsets.UTF_8) ? line(event).toByteArray() : format(event).getBytes(charset);
	}

	private ByteArrayOutputStream line(ILoggingEvent event) {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		try (JsonGenerator json = JSON.createGenerator(line)) {
			json.writeStartObject();
			json.writeStringProperty("@timestamp", InstantAsText.text(event.getInstant()));
			json.writeObjectPropertyStart("log");
			json.writeStringProperty("level", event.getLevel().toString());
			json.writeStringProperty("logger", event.getLoggerName());
			json.writeEndObject();
			json.writeObjectPropertyStart("process");
			if (this.pid != null) {
				json.writeNumberProperty("pid", this.pid);
			}
			json.writeObjectPropertyStart("thread");
			json.writeStringProperty("name", event.getThreadName());
			json.writeEndObject();
			json.writeEndObject();
			writeService(json);
			json.writeStringProperty("message", event.getFormattedMessage());
			writeFields(event, json);
			if (event.getThrowableProxy() != null) {
				writeError(event, event.getThrowableProxy(), json);
			}
			json.writeObjectPropertyStart("ecs");
			json.writeStringProperty("version", "8.11");
			json.writeEndObject();
			json.writeEndObject();
			json.writeRaw('\n');
		}
		return line;
	}

	private void writeService(JsonGenerator json) {
		json.writeObjectPropertyStart("service");
		writeIfAny(json, "name", this.service.name());
		writeIfAny(json, "version", this.service.version());
		writeIfAny(json, "environment", this.service.environment());
		json.writeObjectPropertyStart("node");
		writeIfAny(json, "name", this.service.nodeName());
		json.writeEndObject();
		json.writeEndObject();
	}

	private static void writeIfAny(JsonGenerator json, String name, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			json.writeStringProperty(name, text);
		}
	}

	private void writeFields(ILoggingEvent event, JsonGenerator json) {
		SortedMap<String, @Nullable Object> fields = new TreeMap<>(event.getMDCPropertyMap());
		List<KeyValuePair> own = event.getKeyValuePairs();
		if (own != null) {
			own.forEach((pair) -> fields.put(pair.key, pair.value));
		}
		this.fields.write(fields, json);
	}

	private void writeError(ILoggingEvent event, IThrowableProxy error, JsonGenerator json) {
		json.writeObjectPropertyStart("error");
		json.writeStringProperty("type", error.getClassName());
		json.writeStringProperty("message", error.getMessage());
		json.writeStringProperty("stack_trace", this.stackTraces.convert(event));
		json.writeEndObject();
	}

}
