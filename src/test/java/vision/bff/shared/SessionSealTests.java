package vision.bff.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import vision.bff.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

class SessionSealTests {

	private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);

	private final SessionSeal alice = new SessionSeal(Session.of("alice-session"));

	@Test
	void whatIsSealedOpensForTheSameSessionUnderTheSameName() {
		String sealed = this.alice.seal("name", VALUE);
		assertThat(new SessionSeal(Session.of("alice-session")).open("name", sealed)).hasValue(VALUE);
		assertThat(this.alice.open("another", sealed)).isEmpty();
		assertThat(new SessionSeal(Session.of("bob-session")).open("name", sealed)).isEmpty();
	}

	@Test
	void whatWasChangedDoesNotOpen() {
		byte[] sealed = Base64.getDecoder().decode(this.alice.seal("name", VALUE));
		for (int bit = 0; bit < sealed.length * 8; bit++) {
			byte[] changed = sealed.clone();
			changed[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(this.alice.open("name", Base64.getEncoder().encodeToString(changed))).as("bit %d", bit)
				.isEmpty();
		}
		assertThat(this.alice.open("name", "")).isEmpty();
		assertThat(this.alice.open("name", "%")).isEmpty();
	}

	@Test
	void allNamesOfASessionHaveOneHashTagAndTellNothing() {
		assertThat(this.alice.name("list")).matches("vision:\\{[0-9a-f]{32}}:list");
		assertThat(this.alice.name("key", "k")).matches("vision:\\{[0-9a-f]{32}}:key:[0-9a-f]{32}")
			.startsWith(this.alice.name("key"))
			.isNotEqualTo(this.alice.name("key", "l"));
		assertThat(new SessionSeal(Session.of("bob-session")).name("list")).isNotEqualTo(this.alice.name("list"));
		assertThat(this.alice.toString()).doesNotContain("alice");
	}

}
