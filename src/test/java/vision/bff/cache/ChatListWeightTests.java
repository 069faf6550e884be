package vision.bff.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vision.bff.chat.ApproximateTime;
import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.chat.Person;

import static org.assertj.core.api.Assertions.assertThat;

class ChatListWeightTests {

	private static final int CHATS = 50;

	private static final int LONGEST_TEXT = 2_900;

	@ParameterizedTest
	@ValueSource(strings = { "a", "я", "€" })
	void aListWeighsAtLeastTheTextsInTheHeapAndInItsBytes(String letter) {
		String text = letter.repeat(LONGEST_TEXT);
		int bytesOfText = (letter.equals("a") ? 1 : 2) * LONGEST_TEXT + text.getBytes(StandardCharsets.UTF_8).length;
		assertThat(ChatListWeight.of(list(text)) - ChatListWeight.of(list(""))).isBetween(CHATS * bytesOfText,
				CHATS * LONGEST_TEXT * 7);
	}

	@Test
	void aListOfNothingWeighsSomething() {
		assertThat(ChatListWeight.of(new ChatList(List.of(), Instant.EPOCH))).isPositive();
	}

	private static ChatList list(String text) {
		return new ChatList(LongStream.rangeClosed(1, CHATS).mapToObj((id) -> chat(id, text, 0)).toList(),
				Instant.EPOCH);
	}

	private static Chat chat(long id, String text, int unreadCount) {
		return new Chat(id, new Person(id, "name", "Name", null, false), new Chat.LastMessage(text, false, null),
				unreadCount, new ApproximateTime("just now", Instant.EPOCH, Instant.EPOCH), null);
	}

}
