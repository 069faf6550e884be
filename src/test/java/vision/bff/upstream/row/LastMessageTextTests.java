package vision.bff.upstream.row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vision.bff.chat.AttachmentType;
import vision.bff.chat.Chat;

import static org.assertj.core.api.Assertions.assertThat;

class LastMessageTextTests {

	private static final String LONG = "x".repeat(75);

	@Test
	void nothingIsNoMessage() {
		assertThat(LastMessageText.of(null, false)).isNull();
		assertThat(LastMessageText.of("", false)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "Image, IMAGE", "Audio, AUDIO", "Video, VIDEO" })
	void theWordOfAFileIsThatFile(String word, AttachmentType attachment) {
		assertThat(LastMessageText.of(word, false)).isEqualTo(new Chat.LastMessage(null, false, attachment));
	}

	@Test
	void aCroppedTextIsTruncatedWhereTextsAreCropped() {
		assertThat(LastMessageText.of(LONG + "..", false)).isEqualTo(new Chat.LastMessage(LONG, true, null));
		assertThat(LastMessageText.of(LONG + "..", true)).isEqualTo(new Chat.LastMessage(LONG + "..", false, null));
		assertThat(LastMessageText.of(LONG, false)).isEqualTo(new Chat.LastMessage(LONG, false, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			&am     | ~~
			&#x1f6  | ~~
			\\      | ~~
			\\\\    | \\
			a\\\\\\ | a\\
			&amp;   | &
			""")
	void whatTheCutLeftOfACharacterIsDropped(String end, String read) {
		String beginning = "x".repeat(75 - end.length());
		assertThat(LastMessageText.of(beginning + end + "..", false))
			.isEqualTo(new Chat.LastMessage(beginning + read, true, null));
	}

	@Test
	void aDoubledBackslashIsOneWhereTheReleaseDoublesIt() {
		assertThat(LastMessageText.of("C:\\\\new\\nline \\&quot;q\\&quot; it\\&#039;s", false))
			.isEqualTo(new Chat.LastMessage("C:\\new\nline \"q\" it's", false, null));
		assertThat(LastMessageText.of("two \\\\", true)).isEqualTo(new Chat.LastMessage("two \\\\", false, null));
	}

}
