package vision.bff.live;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The id of an event, which says what a client knows that has got it.
 *
 * @param list the digest of the chat list, empty if it is not known
 * @param marks by user id, at most five
 */
record LastEventId(String list, Map<Long, Mark> marks) {

	private static final Pattern WHOLE = Pattern
		.compile("1\\.([0-9a-f]{0,16})((?:,\\d{1,16}-\\d{1,16}-[0-9a-f]{0,16}){0,5})");

	private static final Pattern MARK = Pattern.compile(",(\\d+)-(\\d+)-([0-9a-f]{0,16})");

	/** What is no id of ours stands for no knowledge. */
	static LastEventId of(String text) {
		Matcher whole = WHOLE.matcher(text);
		if (!whole.matches()) {
			return new LastEventId("", Map.of());
		}
		return new LastEventId(whole.group(1),
				MARK.matcher(whole.group(2))
					.results()
					.collect(Collectors.toMap((mark) -> Long.valueOf(mark.group(1)),
							(mark) -> new Mark(Long.parseLong(mark.group(2)), mark.group(3)), (one, other) -> other)));
	}

	/** Knows the same messages and nothing for certain. */
	LastEventId partial() {
		return new LastEventId("",
				this.marks.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (mark) -> new Mark(mark.getValue().lastId(), ""))));
	}

	@Override
	public String toString() {
		return "1." + this.list + this.marks.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((mark) -> "," + mark.getKey() + "-" + mark.getValue().lastId() + "-" + mark.getValue().digest())
			.collect(Collectors.joining());
	}

}
