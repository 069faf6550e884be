package vision.bff.person;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Person;

/**
 * Some of the people that a search found.
 *
 * @param items in the order of the site
 * @param older where the others begin; {@code null} if there are none
 * @param asOf when the site had told
 */
public record PeoplePage(List<Person> items, @Nullable Long older, Instant asOf) {

	public PeoplePage {
		items = List.copyOf(items);
	}

}
