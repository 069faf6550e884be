package vision.bff.doctor;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import tools.jackson.databind.JsonNode;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.Answers;
import vision.bff.upstream.answer.FailureProblems;
import vision.bff.upstream.call.UpstreamProperties;
import vision.bff.upstream.row.ChatRow;
import vision.bff.upstream.row.Rows;

/**
 * What only shows with a session: its chat list, which marks nothing as seen, and a
 * search (UPSTREAM.md, "get_chats", "search_messages", "Time").
 */
record SessionCheck(Visitor visitor, Answers answers, UpstreamProperties properties) {

	private static final Pattern FULL_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2} .*");

	private static final String ROWS = "20";

	private static final int WESTERNMOST = -12;

	private static final int EASTERNMOST = 14;

	List<Finding> findings(String token) throws IOException {
		Look look = this.visitor.get("/mobile_api/get_chats", Map.of("session_id", token));
		return switch (this.answers.route(look.entity())) {
			case Answer.Success(JsonNode data) -> ofList(token, data, look);
			case Answer.Empty _ -> List.of(Finding.ok("session", "known, without a chat"));
			case Answer.SessionRefused _ -> List.of(Finding.bad("session", "not known to the site",
					"Take the token of somebody who is signed in, or sign in anew."));
			case Answer.Failure failure -> List.of(Finding.bad("session", "the chat list fails: " + failure.kind(),
					"So does GET /chats. Look at the runbook."));
		};
	}

	private List<Finding> ofList(String token, JsonNode data, Look look) throws IOException {
		List<ChatRow> rows;
		try {
			rows = new Rows(this.properties.site(), this.properties.zone(), new SimpleMeterRegistry()).chats(data);
		}
		catch (ProblemException ex) {
			return List.of(Finding.bad("session", "the chat list cannot be read",
					"GET /chats is a 502 upstream-unreadable. This is no site of the kind that is known."));
		}
		List<Finding> findings = new ArrayList<>();
		int dropped = data.size() - rows.size();
		findings.add((dropped == 0) ? Finding.ok("session", "known, with %d chats".formatted(rows.size()))
				: Finding.warning("session", "%d of %d chats cannot be read".formatted(dropped, data.size()),
						"They are missing in GET /chats."));
		List<String> times = new ArrayList<>();
		rows.forEach((row) -> times.add(row.time()));
		if (!rows.isEmpty()) {
			findings.add(search(token, rows.getFirst(), times));
		}
		findings.add(zone(times, look));
		release(rows, times).ifPresent(findings::add);
		return findings;
	}

	/**
	 * @param times is told the times of what is found, which lists do not have in full
	 */
	private Finding search(String token, ChatRow chat, List<String> times) throws IOException {
		Look look = this.visitor.get("/mobile_api/search_messages",
				Map.of("session_id", token, "user_id", Long.toString(chat.userId()), "query", "a", "page_size", ROWS));
		return switch (this.answers.route(look.entity())) {
			case Answer.Success(JsonNode found) -> {
				found.valueStream().map((row) -> row.path("time").asString("")).forEach(times::add);
				yield Finding.ok("search", "works");
			}
			case Answer.Empty _ -> Finding.ok("search", "works");
			case Answer.Failure failure -> unsearched(failure);
		};
	}

	private static Finding unsearched(Answer.Failure failure) {
		if (FailureProblems.ofSearch(failure).code() != ProblemCode.SEARCH_UNAVAILABLE) {
			return Finding.warning("search", "could not be tried: " + failure.kind(), "Whether it works is not known.");
		}
		return Finding.warning("search", "broken, as on most sites",
				"Chats are read instead. One with unread messages cannot be searched (502 search-unavailable) or "
						+ "peeked into (409 cannot-peek).");
	}

	/** Nothing was written in the future. */
	private Finding zone(List<String> times, Look look) {
		ZoneId zone = this.properties.zone();
		if (fits(times, look, zone)) {
			return Finding.ok("time-zone", "nothing contradicts " + zone);
		}
		String guess = IntStream.rangeClosed(WESTERNMOST, EASTERNMOST)
			.mapToObj(ZoneOffset::ofHours)
			.filter((offset) -> fits(times, look, offset))
			.map((offset) -> ZoneId.ofOffset("UTC", offset).toString())
			.findFirst()
			.map((first) -> "It is the zone of the site's server, %s or further east.".formatted(first))
			.orElse("No zone would do, so look at its clock.");
		return Finding.warning("time-zone", "the site shows times that are still to come in " + zone,
				"Times of messages are wrong by hours. Set vision.time-zone. " + guess);
	}

	private static boolean fits(List<String> times, Look look, ZoneId zone) {
		return times.stream()
			.flatMap((time) -> Rows.window(time, zone, look.window()).stream())
			.noneMatch((window) -> window.earliest().isAfter(look.answered()));
	}

	/** A list that tells nothing leaves it open. */
	private static Optional<Finding> release(List<ChatRow> rows, List<String> times) {
		if (rows.stream().anyMatch(ChatRow::hasPresence)) {
			return Optional.of(Finding.ok("release", "1.3.6 or newer"));
		}
		return times.stream().anyMatch((time) -> FULL_TIME.matcher(time).matches())
				? Optional.of(Finding.ok("release", "a modified 1.3")) : Optional.empty();
	}

}
