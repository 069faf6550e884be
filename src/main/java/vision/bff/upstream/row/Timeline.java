package vision.bff.upstream.row;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Message;
import vision.bff.time.TimeWindow;

/**
 * Places the messages of one answer in time. Their labels tell hours at best; that ids
 * ascend with time, that nothing is seen before it is sent and that nothing lies in the
 * future narrows this down. What is older narrows first, so that a message beside newer
 * ones never has a wider window than without them, even where the site contradicts
 * itself.
 */
record Timeline(DisplayTime displayTime) {

	/**
	 * @param rows ascending by id
	 * @param asked when they were asked for, and came
	 */
	List<Message> messages(List<MessageRow> rows, TimeWindow asked) {
		List<@Nullable TimeWindow> windows = new ArrayList<>(rows.size());
		String label = null;
		Optional<TimeWindow> shown = Optional.empty();
		for (MessageRow row : rows) {
			if (!row.time().equals(label)) {
				label = row.time();
				shown = this.displayTime.read(label, asked);
			}
			Instant end = (row.seen() != null && row.seen().isBefore(asked.latest())) ? row.seen() : asked.latest();
			windows.add(shown.map((window) -> window.within(Instant.MIN, end)).orElse(null));
		}
		notBeforeThePrevious(windows);
		notAfterTheNext(windows);
		List<Message> messages = new ArrayList<>(rows.size());
		for (int i = 0; i < rows.size(); i++) {
			messages.add(rows.get(i).toMessage(windows.get(i)));
		}
		return Collections.unmodifiableList(messages);
	}

	private static void notAfterTheNext(List<@Nullable TimeWindow> windows) {
		Instant latest = Instant.MAX;
		for (int i = windows.size() - 1; i >= 0; i--) {
			TimeWindow window = windows.get(i);
			if (window != null) {
				TimeWindow narrowed = window.within(Instant.MIN, latest);
				windows.set(i, narrowed);
				latest = narrowed.latest();
			}
		}
	}

	private static void notBeforeThePrevious(List<@Nullable TimeWindow> windows) {
		Instant earliest = Instant.MIN;
		for (int i = 0; i < windows.size(); i++) {
			TimeWindow window = windows.get(i);
			if (window != null) {
				TimeWindow narrowed = window.within(earliest, Instant.MAX);
				windows.set(i, narrowed);
				earliest = narrowed.earliest();
			}
		}
	}

}
