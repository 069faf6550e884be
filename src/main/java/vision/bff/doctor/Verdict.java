package vision.bff.doctor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

enum Verdict {

	OK,

	/** The service works with it, but not as well as it could. */
	WARNING,

	/** The service cannot work with it. */
	BAD;

	@JsonValue
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
