package vision.bff.media;

import org.jspecify.annotations.Nullable;

import vision.bff.person.NameSearch;
import vision.bff.person.People;
import vision.bff.person.PeoplePage;
import vision.bff.person.Profile;
import vision.bff.session.Session;

/**
 * People whose pictures are here.
 */
public record LinkedPeople(People delegate, MediaLinks links) implements People {

	@Override
	public PeoplePage search(Session session, NameSearch search, @Nullable Long before, int limit) {
		PeoplePage page = this.delegate.search(session, search, before, limit);
		SessionLinks own = this.links.of(session);
		return new PeoplePage(page.items().stream().map(own::in).toList(), page.older(), page.asOf());
	}

	@Override
	public Profile withId(Session session, long userId) {
		return linked(session, this.delegate.withId(session, userId));
	}

	@Override
	public Profile withUsername(Session session, String username) {
		return linked(session, this.delegate.withUsername(session, username));
	}

	private Profile linked(Session session, Profile profile) {
		return new Profile(this.links.of(session).in(profile.person()), profile.asOf());
	}

}
