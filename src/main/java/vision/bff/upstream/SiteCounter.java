package vision.bff.upstream;

import java.time.Duration;
import java.util.OptionalInt;

import tools.jackson.databind.JsonNode;

import vision.bff.live.UnreadCounter;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.Deadline;
import vision.bff.upstream.call.IndicatorApi;
import vision.bff.upstream.call.Upstream;

/**
 * The counter of the site's own pages, which works even where the mobile API is switched
 * off.
 */
record SiteCounter(IndicatorApi api, Upstream upstream, Duration budget) implements UnreadCounter {

	private static final int EXPECTED_KIB = 1;

	@Override
	public OptionalInt unread(Session session) {
		try {
			JsonNode messages = Deadline
				.within(this.budget,
						() -> this.upstream.search(session, EXPECTED_KIB, () -> this.api.indicators(session.token())))
				.data()
				.path("messages");
			return (messages.isIntegralNumber() && messages.canConvertToInt()) ? OptionalInt.of(messages.asInt())
					: OptionalInt.empty();
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.SEARCH_UNAVAILABLE) {
				return OptionalInt.empty();
			}
			throw ex;
		}
	}

}
