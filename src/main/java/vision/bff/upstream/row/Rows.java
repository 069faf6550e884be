package vision.bff.upstream.row;

import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.JsonNode;

import vision.bff.chat.Chat;
import vision.bff.chat.Person;
import vision.bff.message.Message;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.TimeWindow;

/**
 * Reads the rows of the upstream, and tells what they mean.
 */
public final class Rows {

	private final Site site;

	private final DisplayTime displayTime;

	private final Counter droppedChats;

	private final Counter droppedMessages;

	private final Counter droppedPeople;

	public Rows(URI site, ZoneId zone, MeterRegistry meters) {
		this.site = new Site(site);
		this.displayTime = new DisplayTime(zone);
		this.droppedChats = dropped(meters, "get_chats");
		this.droppedMessages = dropped(meters, "get_messages");
		this.droppedPeople = dropped(meters, "search_people");
	}

	private static Counter dropped(MeterRegistry meters, String call) {
		return Counter.builder("vision.upstream.rows.dropped")
			.description("Rows of the upstream that could not be read and were left out")
			.tag("call", call)
			.register(meters);
	}

	/**
	 * The chats of a list, as far as they can be read.
	 * @throws ProblemException {@code upstream-unreadable} if there is no list, or not
	 * one row of it can be read
	 */
	public List<ChatRow> chats(JsonNode data) {
		return read(data, ChatRow::of, this.droppedChats);
	}

	/**
	 * The messages of a list, as far as they can be read, ascending by id.
	 * @throws ProblemException as {@link #chats}
	 */
	public List<MessageRow> messages(JsonNode data) {
		return read(data, (row) -> MessageRow.of(row, this.site), this.droppedMessages).stream()
			.sorted(Comparator.comparingLong(MessageRow::id))
			.toList();
	}

	/**
	 * One message.
	 * @throws ProblemException {@code upstream-unreadable}
	 */
	public MessageRow message(JsonNode data) {
		return MessageRow.of(new Row(data), this.site);
	}

	/**
	 * The people that were found, in their order; nobody for each row that cannot be
	 * read.
	 * @throws ProblemException as {@link #chats}
	 */
	public List<Optional<Person>> people(JsonNode data) {
		List<Optional<Person>> people = read(data, this::found, this.droppedPeople);
		if (!people.isEmpty() && people.stream().allMatch(Optional::isEmpty)) {
			throw Row.unreadable();
		}
		return people;
	}

	private Optional<Person> found(Row row) {
		try {
			return Optional.of(PersonRow.found(row, this.site));
		}
		catch (ProblemException ex) {
			this.droppedPeople.increment();
			return Optional.empty();
		}
	}

	/**
	 * Somebody, with what they say of themselves.
	 * @throws ProblemException {@code upstream-unreadable}
	 */
	public Person profile(JsonNode data) {
		return PersonRow.profile(new Row(data), this.site);
	}

	/**
	 * What a row of a chat list means.
	 * @param asked when it was asked for, and came
	 * @param uncropped whether this site is known to show whole texts
	 */
	public Chat meaning(ChatRow row, TimeWindow asked, boolean uncropped) {
		return row.toChat(this.site, this.displayTime, asked, uncropped);
	}

	/**
	 * What the messages of one answer mean.
	 * @param rows ascending by id
	 * @param asked when they were asked for, and came
	 */
	public List<Message> meaning(List<MessageRow> rows, TimeWindow asked) {
		return new Timeline(this.displayTime).messages(rows, asked);
	}

	/**
	 * The span of time that a displayed time stands for, if it is of a known kind.
	 * @param zone the zone in which it is shown
	 * @param asked when it was asked for, and came
	 */
	public static Optional<TimeWindow> window(String label, ZoneId zone, TimeWindow asked) {
		return new DisplayTime(zone).read(label, asked);
	}

	private static <T> List<T> read(JsonNode data, Function<Row, T> translation, Counter dropped) {
		if (!data.isArray()) {
			throw Row.unreadable();
		}
		List<T> rows = new ArrayList<>(data.size());
		for (JsonNode element : data) {
			try {
				rows.add(translation.apply(new Row(element)));
			}
			catch (ProblemException ex) {
				dropped.increment();
			}
		}
		if (rows.isEmpty() && !data.isEmpty()) {
			throw Row.unreadable();
		}
		return rows;
	}

}
