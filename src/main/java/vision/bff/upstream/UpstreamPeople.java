package vision.bff.upstream;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;

import vision.bff.chat.Person;
import vision.bff.person.NameSearch;
import vision.bff.person.People;
import vision.bff.person.PeoplePage;
import vision.bff.person.Profile;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.Deadline;
import vision.bff.upstream.call.PeopleApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.row.Rows;

/**
 * The people, as the upstream has them. It tells a profile to anybody.
 */
record UpstreamPeople(PeopleSearch search, PeopleApi api, Upstream upstream, Rows rows, Clock clock,
		Duration budget) implements People {

	private static final int EXPECTED_OF_A_PROFILE_KIB = 4;

	@Override
	public PeoplePage search(Session session, NameSearch search, @Nullable Long before, int limit) {
		return Deadline.within(this.budget, () -> this.search.search(session, search, before, limit));
	}

	@Override
	public Profile withId(Session session, long userId) {
		return profile(session, () -> this.api.profile(userId), (person) -> person.id() == userId);
	}

	@Override
	public Profile withUsername(Session session, String username) {
		return profile(session, () -> this.api.profile(username),
				(person) -> username.equalsIgnoreCase(person.username()));
	}

	/** The database of the site can take one name for another. */
	private Profile profile(Session session, Supplier<Mono<ResponseEntity<byte[]>>> call, Predicate<Person> wanted) {
		return Deadline.within(this.budget, () -> {
			Person person = this.rows.profile(this.upstream.read(session, EXPECTED_OF_A_PROFILE_KIB, call).data());
			if (!wanted.test(person)) {
				throw new ProblemException(ProblemCode.USER_NOT_FOUND);
			}
			return new Profile(person, this.clock.instant());
		});
	}

}
