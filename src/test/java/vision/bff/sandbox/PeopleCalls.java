package vision.bff.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Who there is. Nobody needs a session to ask.
 */
record PeopleCalls(OpenCall open) {

	private static final int LONGEST_QUERY = 32;

	private static final int PAGE_SIZE = 20;

	private static final Answer NOBODY = Answer.of(400, "User ID is missing or invalid");

	Answer search() {
		String query = StoredText.trim(query("query"));
		if (PhpValue.isBlank(query) || StoredText.length(query) > LONGEST_QUERY) {
			return Answer.of(400, "Search query is missing or invalid");
		}
		List<JsonObject> rows = page(found(like(query))).map((person) -> new Profile(person, this.open).row()).toList();
		return rows.isEmpty() ? Answer.NOTHING : Answer
			.json(new JsonObject().with("code", 200).with("message", "Fetched successfully").with("data", rows));
	}

	private Stream<Person> found(Pattern pattern) {
		Person me = this.open.caller();
		return this.open.site()
			.people()
			.filter((person) -> Stream.of(person.username(), person.firstName(), person.lastName())
				.anyMatch((column) -> pattern.matcher(column).find()))
			.filter((person) -> me == null || (!person.equals(me) && !this.open.site().blocks().areApart(me, person)));
	}

	/**
	 * Newest accounts first, below the id of the offset; in C oldest first, behind as
	 * many rows as the offset says.
	 */
	private Stream<Person> page(Stream<Person> found) {
		long offset = number("offset", 0);
		Stream<Person> rest = switch (this.open.dialect()) {
			case A, B, EARLY -> found.filter((person) -> offset == 0 || person.id() < offset)
				.sorted(Comparator.comparingLong(Person::id).reversed());
			case C -> found.sorted(Comparator.comparingLong(Person::id)).skip(offset);
		};
		return rest.limit(number("page_size", PAGE_SIZE));
	}

	Answer profile() {
		String id = query("user_id");
		boolean isByName = PhpValue.isBlank(id);
		if (!isByName && !PhpValue.isPositive(id)) {
			return NOBODY;
		}
		Person person = isByName ? withUsername(query("username")) : this.open.site().person(id);
		if (person == null) {
			return isByName ? NOBODY : Answer.of(404, "Profile with this ID does not exist");
		}
		return Answer.json(new JsonObject().with("code", 200)
			.with("message", "Fetched successfully")
			.with("data", new Profile(person, this.open).page()));
	}

	private @Nullable Person withUsername(String username) {
		return this.open.site()
			.people()
			.filter((person) -> person.username().equalsIgnoreCase(username))
			.findFirst()
			.orElse(null);
	}

	private long number(String name, long otherwise) {
		String value = query(name);
		return PhpValue.isPositive(value) ? Long.parseLong(value) : otherwise;
	}

	private String query(String name) {
		return this.open.call().query().get(name);
	}

	/**
	 * As SQL's {@code LIKE} with a wildcard on either side, on a column that ignores
	 * case.
	 */
	private static Pattern like(String query) {
		StringBuilder pattern = new StringBuilder();
		query.codePoints().mapToObj(Character::toString).forEach((character) -> pattern.append(switch (character) {
			case "%" -> ".*";
			case "_" -> ".";
			default -> Pattern.quote(character);
		}));
		return Pattern.compile(pattern.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
	}

}
