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
final class SiteCounter implements UnreadCounter {

	private static final int EXPECTED_KIB = 1;

	private final IndicatorApi api;

	private final Upstream upstream;

	private final Duration budget;

	SiteCounter(IndicatorApi api, Upstream upstream, Duration budget) {
		this.api = api;
		this.upstream = upstream;
		this.budget = budget;
	}

	@Override
	public OptionalInt unread(Session session) {
		try {
			JsonNode indicators = Deadline
				.within(this.budget,
						() -> this.upstream.search(session, EXPECTED_KIB, () -> this.api.indicators(session.token())))
				.data();
			JsonNode messages = (indicators != null) ? indicators.path("messages") : null;
			return (messages != null && messages.isIntegralNumber() && messages.canConvertToInt())
					? OptionalInt.of(messages.asInt()) : OptionalInt.empty();
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.SEARCH_UNAVAILABLE) {
				return OptionalInt.empty();
			}
			throw ex;
		}
	}

}
