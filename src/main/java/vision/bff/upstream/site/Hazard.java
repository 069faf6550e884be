package vision.bff.upstream.site;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a release of the site does not store as it was typed: UPSTREAM.md, "Text" and
 * "send_message". Each is one character, which comes back as it was typed if it goes out
 * as a hexadecimal entity. There are as few as possible, since an entity takes six of the
 * 3,000 characters.
 */
enum Hazard {

	/** Begins what is taken for a tag, which is lost together with what follows it. */
	TAG("<(?![ \\t\\n\\x0b\\f\\r])", "what looks like a tag"),

	/** Is removed. */
	BACKSLASH("\\\\", "backslashes"),

	/** Turns into a backslash on some releases, which changes or eats what follows it. */
	APOSTROPHE("'", null),

	/**
	 * Breaks a link that it follows, on releases that store it as it is. Elsewhere it is
	 * stored as seven characters, so that an entity is shorter too.
	 */
	QUOTE("\"", null),

	/** Begins a numeric entity, which is removed or read as its character. */
	NUMERIC_ENTITY("&(?=#)", "numeric entities"),

	/** Could begin an entity with a name: a precaution, as known releases escape it. */
	NAMED_ENTITY("&(?=[A-Za-z][A-Za-z0-9]*;)", null),

	/** Begins a template, which is lost. */
	TEMPLATE("\\{(?=%)", "what looks like a template"),

	/** Is refused, since it counts as no text at all. */
	LONE_ZERO("\\A0\\z", null);

	static final Pattern ANY = Arrays.stream(values())
		.map((hazard) -> hazard.pattern.pattern())
		.collect(Collectors.collectingAndThen(Collectors.joining("|"), Pattern::compile));

	private final Pattern pattern;

	private final @Nullable String loss;

	Hazard(String pattern, @Nullable String loss) {
		this.pattern = Pattern.compile(pattern);
		this.loss = loss;
	}

	boolean isIn(String text) {
		return this.pattern.matcher(text).find();
	}

	/**
	 * What every release loses or changes of a text that goes out as it is, in words;
	 * {@code null} if not every release does.
	 */
	@Nullable String loss() {
		return this.loss;
	}

}
