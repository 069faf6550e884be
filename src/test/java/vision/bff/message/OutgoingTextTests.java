package vision.bff.message;

import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OutgoingTextTests {

	@Test
	void theBlanksAroundATextAreNotSent() {
		assertThat(OutgoingText.of(" \t\r\n\u0000\u000b a \n b \u000b", false).value()).isEqualTo("a \n b");
		assertThat(OutgoingText.of("\u00a0a\u3000", false).value()).isEqualTo("\u00a0a\u3000");
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " \n\t", "\u00a0\u3000", "\u200b\u2060", "\u2800\u3164", "\ufe0f", "\u202e" })
	void whatNobodyCanSeeIsNoText(@Nullable String typed) {
		assertThat(refusal(typed)).isEqualTo(ProblemCode.INVALID_MESSAGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\ud800", "\udc00b", "\ud83d \ude00" })
	void halfACharacterIsNone(String typed) {
		assertThat(refusal(typed)).isEqualTo(ProblemCode.INVALID_MESSAGE);
	}

	@Test
	void aTextHasAtMostThreeThousandCharactersOfAnySize() {
		assertThat(OutgoingText.of("\ud83d\ude00".repeat(3_000), false).value()).hasSize(6_000);
		assertThat(refusal("\ud83d\ude00".repeat(3_001))).isEqualTo(ProblemCode.INVALID_MESSAGE);
	}

	@Test
	void theSameTextHasTheSameDigestAndAnotherHasAnother() {
		assertThat(OutgoingText.of(" Hi ", false).digest()).isEqualTo(OutgoingText.of("Hi", true).digest())
			.isNotEqualTo(OutgoingText.of("hi", false).digest());
	}

	@Test
	void whateverIsTakenIsWhatWasTypedButForTheBlanksAroundIt() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 10_000; i++) {
			StringBuilder typed = new StringBuilder();
			for (int length = random.nextInt(12); length > 0; length--) {
				typed.appendCodePoint(switch (random.nextInt(4)) {
					case 0 -> random.nextInt(0x21);
					case 1 -> random.nextInt(0x80);
					case 2 -> random.nextInt(0x3000);
					default -> random.nextInt(0x110000);
				});
			}
			String text = typed.toString();
			try {
				String taken = OutgoingText.of(text, false).value();
				assertThat(text).as("seed %d", seed).contains(taken);
				assertThat(text.replace(taken, "").chars()).as("seed %d", seed)
					.allMatch((character) -> " \t\n\r\u0000\u000b".indexOf(character) >= 0);
				assertThat(OutgoingText.of(taken, false).value()).as("seed %d", seed).isEqualTo(taken);
			}
			catch (ProblemException ex) {
				assertThat(ex.code()).as("seed %d", seed).isEqualTo(ProblemCode.INVALID_MESSAGE);
			}
		}
	}

	private static ProblemCode refusal(@Nullable String typed) {
		return catchThrowableOfType(ProblemException.class, () -> OutgoingText.of(typed, false)).code();
	}

}
