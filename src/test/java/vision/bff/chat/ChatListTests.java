package vision.bff.chat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChatListTests {

	@Test
	void unreadCountsAreNoMoreThanAnIntegerHolds() {
		Chat chat = new Chat(1, new Person(78, "name", "Name", null, false), null, Integer.MAX_VALUE,
				new ApproximateTime("just now", Instant.EPOCH, Instant.EPOCH), null);
		assertThat(new ChatList(List.of(chat, chat), Instant.EPOCH).unreadCount()).isEqualTo(Integer.MAX_VALUE);
	}

}
