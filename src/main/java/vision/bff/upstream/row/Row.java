package vision.bff.upstream.row;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import vision.bff.chat.Id;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * One JSON object of the upstream, whose numbers and flags can be text and whose texts
 * can be empty.
 */
record Row(JsonNode json) {

	/** Of the year 9999, as far as a date-time of RFC 3339 goes. */
	private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

	/** An id: 1..2^53-1, since JavaScript knows no larger ones. */
	long id(String name) {
		long id = number(name);
		if (id < Id.SMALLEST || id > Id.LARGEST) {
			throw unreadable();
		}
		return id;
	}

	int count(String name) {
		return Math.clamp(number(name), 0, Integer.MAX_VALUE);
	}

	/** Zero if there is none. */
	long number(String name) {
		JsonNode value = this.json.path(name);
		if (value.isIntegralNumber() && value.canConvertToLong()) {
			return value.asLong();
		}
		String text = text(name);
		if (text == null) {
			return 0;
		}
		try {
			return Long.parseLong(text.strip());
		}
		catch (NumberFormatException ex) {
			throw unreadable();
		}
	}

	/** A moment in unix seconds, {@code null} if there is none. */
	@Nullable Instant moment(String name) {
		long seconds = number(name);
		if (seconds > LAST_SECOND) {
			throw unreadable();
		}
		return (seconds > 0) ? Instant.ofEpochSecond(seconds) : null;
	}

	/** A text as it stands there, {@code null} if it is empty or missing. */
	@Nullable String text(String name) {
		JsonNode value = this.json.path(name);
		if (value.isContainer()) {
			throw unreadable();
		}
		String text = value.asString("");
		return text.isEmpty() ? null : text;
	}

	/** A text that must be there, though it can be empty. */
	String requiredText(String name) {
		JsonNode value = this.json.path(name);
		if (!value.isString()) {
			throw unreadable();
		}
		return value.asString();
	}

	boolean has(String name) {
		return this.json.has(name);
	}

	boolean flag(String name) {
		JsonNode value = this.json.path(name);
		if (!value.isBoolean()) {
			throw unreadable();
		}
		return value.asBoolean();
	}

	/** This row is not what it should be. */
	static ProblemException unreadable() {
		return new ProblemException(ProblemCode.UPSTREAM_UNREADABLE);
	}

}
