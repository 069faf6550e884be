package vision.bff.doctor;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.upstream.answer.Answers;
import vision.bff.upstream.call.UpstreamProperties;

/**
 * Looks at the site from the outside to the inside, and no further than something bad
 * lets it.
 */
record Examination(UpstreamProperties properties, JsonMapper jsonMapper, Clock clock) {

	/**
	 * @param token of a session to look with, if there is one
	 */
	List<Finding> findings(@Nullable String token) {
		ConnectionCheck connection = new ConnectionCheck(this.properties, this.clock);
		List<Finding> findings = new ArrayList<>(List.of(connection.address()));
		if (isFine(findings)) {
			try (Visitor visitor = new Visitor(this.properties.site(), this.clock)) {
				look(visitor, connection, token, findings);
			}
			catch (IOException ex) {
				findings.add(connection.failed(ex));
			}
		}
		return List.copyOf(findings);
	}

	private void look(Visitor visitor, ConnectionCheck connection, @Nullable String token, List<Finding> findings)
			throws IOException {
		Answers answers = new Answers(this.jsonMapper, (oddity) -> {
		});
		SiteCheck site = new SiteCheck(visitor, answers, this.properties.isConfidential());
		Look chats = visitor.get("/mobile_api/get_chats", Map.of("session_id", SiteCheck.NOBODY));
		findings.addAll(connection.reached(chats));
		if (!isFine(findings)) {
			return;
		}
		findings.add(site.api(chats));
		if (!isFine(findings)) {
			return;
		}
		if (token != null) {
			findings.addAll(new SessionCheck(visitor, answers, this.properties).findings(token));
		}
		if (findings.stream().noneMatch((finding) -> finding.check().equals("release"))) {
			findings.add(site.release());
		}
		findings.add(site.counter());
		findings.add(site.signIn());
		findings.add(site.uploads());
	}

	static boolean isFine(List<Finding> findings) {
		return findings.stream().noneMatch((finding) -> finding.verdict() == Verdict.BAD);
	}

}
