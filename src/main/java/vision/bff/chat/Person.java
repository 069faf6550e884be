package vision.bff.chat;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * The person at the other end of a chat.
 *
 * @param id their id, 1..2^53-1
 * @param username the name in their address, without {@code @}
 * @param name the name they show, plain text
 * @param avatarUrl their picture
 * @param verified whether the site vouches for them
 */
public record Person(long id, @Nullable String username, @Nullable String name, @Nullable URI avatarUrl,
		boolean verified) {
}
