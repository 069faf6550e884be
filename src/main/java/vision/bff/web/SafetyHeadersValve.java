package vision.bff.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Writes the headers before anything else of Tomcat answers, so that what it refuses by
 * itself has them too. They are bytes already, which Tomcat would make of each text for
 * each answer (bench/NOTES.md).
 */
class SafetyHeadersValve extends ValveBase {

	private static final List<Field> ALWAYS = SafetyHeaders.ALWAYS.entrySet()
		.stream()
		.map((header) -> new Field(header.getKey(), header.getValue()))
		.toList();

	private static final Field NOTHING = new Field(SafetyHeaders.POLICY, SafetyHeaders.NOTHING);

	private static final Field EXPLORER = new Field(SafetyHeaders.POLICY, SafetyHeaders.EXPLORER);

	SafetyHeadersValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		MimeHeaders headers = response.getCoyoteResponse().getMimeHeaders();
		ALWAYS.forEach((field) -> field.addTo(headers));
		(SafetyHeaders.isOfTheExplorer(request.getRequestURI()) ? EXPLORER : NOTHING).addTo(headers);
		getNext().invoke(request, response);
	}

	private static final class Field {

		private final byte[] name;

		private final byte[] value;

		private Field(String name, String value) {
			this.name = name.getBytes(StandardCharsets.US_ASCII);
			this.value = value.getBytes(StandardCharsets.US_ASCII);
		}

		private void addTo(MimeHeaders headers) {
			headers.addValue(this.name, 0, this.name.length).setBytes(this.value, 0, this.value.length);
		}

	}

}
