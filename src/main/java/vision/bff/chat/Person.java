package vision.bff.chat;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account. That is all that is told of them, whatever else the site
 * gives away.
 *
 * @param id their id, 1..2^53-1
 * @param username the name in their address, without {@code @}
 * @param name the name they show, plain text
 * @param avatarUrl their picture
 * @param verified whether the site vouches for them
 * @param about what they say of themselves, plain text; {@code null} where the site was
 * not asked for that
 */
public record Person(long id, @Nullable String username, @Nullable String name, @Nullable URI avatarUrl,
		boolean verified, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String about) {

	/** Somebody as lists show them. */
	public Person(long id, @Nullable String username, @Nullable String name, @Nullable URI avatarUrl,
			boolean verified) {
		this(id, username, name, avatarUrl, verified, null);
	}

	/** The same person as lists show them. */
	public Person asListed() {
		return new Person(this.id, this.username, this.name, this.avatarUrl, this.verified);
	}

}
