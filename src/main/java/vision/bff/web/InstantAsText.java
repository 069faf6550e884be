package vision.bff.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes an instant as {@link Instant#toString()} does, without the formatter that it
 * needs, of which a page has up to three a message (bench/NOTES.md).
 */
class InstantAsText extends StdSerializer<Instant> {

	InstantAsText() {
		super(Instant.class);
	}

	@Override
	public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
		json.writeString(text(instant));
	}

	/**
	 * The time without a zone leaves out seconds that are zero.
	 */
	static String text(Instant instant) {
		LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
		boolean whole = time.getSecond() == 0 && time.getNano() == 0;
		return time + (whole ? ":00Z" : "Z");
	}

}
