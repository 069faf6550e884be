package vision.bff.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes an instant as {@link Instant#toString()} does, and as Jackson does, but without
 * a formatter, which takes longer for the times of a page than all else of its JSON
 * (bench/NOTES.md).
 */
class InstantAsText extends StdSerializer<Instant> {

	InstantAsText() {
		super(Instant.class);
	}

	@Override
	public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
		json.writeString(text(instant));
	}

	static String text(Instant instant) {
		String text = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
		boolean secondsLeftOut = text.indexOf(':') == text.lastIndexOf(':');
		return secondsLeftOut ? text + ":00Z" : text + "Z";
	}

}
