package vision.bff.message.web;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Position;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Reads which page a query asks for.
 */
final class PagePosition {

	private PagePosition() {
	}

	static Position of(@Nullable Long before, @Nullable Long after) {
		if (before != null && after != null) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					InvalidValue.parameter("after", "must not be given together with 'before'"));
		}
		if (before != null) {
			return new Position.Before(before);
		}
		return (after != null) ? new Position.After(after) : new Position.Newest();
	}

}
