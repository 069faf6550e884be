package vision.bff.upstream.row;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Person;

/**
 * A row of search_people, or a profile: UPSTREAM.md, "Calls outside the page". Of all
 * that these give away, nothing else is read.
 */
final class PersonRow {

	private PersonRow() {
	}

	static Person found(Row row, Site site) {
		String name = row.text("name");
		return new Person(row.id("id"), username(row.text("username")),
				(name != null) ? PlainText.of(name) : fullName(row.text("fname"), row.text("lname")),
				site.address(row.text("avatar")), isVerified(row.text("verified")));
	}

	static Person profile(Row row, Site site) {
		String about = row.text("about_you");
		return new Person(row.id("id"), username(row.text("user_name")),
				fullName(row.text("first_name"), row.text("last_name")), site.address(row.text("avatar")),
				isVerified(row.text("is_verified")), (about != null) ? PlainText.of(about) : "");
	}

	/** One release writes it as it shows it. */
	private static @Nullable String username(@Nullable String given) {
		return (given != null && given.startsWith("@")) ? given.substring(1) : given;
	}

	private static @Nullable String fullName(@Nullable String first, @Nullable String last) {
		String name = Stream.of(first, last)
			.filter(Objects::nonNull)
			.map(PlainText::of)
			.collect(Collectors.joining(" "));
		return name.isBlank() ? null : name.strip();
	}

	private static boolean isVerified(@Nullable String given) {
		return "1".equals(given);
	}

}
