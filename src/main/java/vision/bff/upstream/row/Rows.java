package vision.bff.upstream.row;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

import tools.jackson.databind.JsonNode;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Reads lists of the upstream.
 */
public final class Rows {

	private Rows() {
	}

	/**
	 * The rows of a list that can be read.
	 * @param translation throws {@link Row.Unreadable} for a row that it cannot use
	 * @param dropped is told how many rows had to be left out, if any
	 * @throws ProblemException {@code upstream-unreadable} if there is no list, or not
	 * one row of it can be read
	 */
	public static <T> List<T> read(JsonNode data, Function<Row, T> translation, IntConsumer dropped) {
		if (!data.isArray()) {
			throw new ProblemException(ProblemCode.UPSTREAM_UNREADABLE);
		}
		List<T> rows = new ArrayList<>(data.size());
		int unreadable = 0;
		for (JsonNode element : data) {
			try {
				rows.add(translation.apply(new Row(element)));
			}
			catch (Row.Unreadable ex) {
				unreadable++;
			}
		}
		if (unreadable > 0) {
			dropped.accept(unreadable);
		}
		if (rows.isEmpty() && !data.isEmpty()) {
			throw new ProblemException(ProblemCode.UPSTREAM_UNREADABLE);
		}
		return rows;
	}

}
