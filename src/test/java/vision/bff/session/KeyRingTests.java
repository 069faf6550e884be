package vision.bff.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRingTests {

	private static final String OLD = "b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSE=";

	private static final String NEW = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE=";

	/** Sealed with the new key by the version that named no key. */
	private static final String WITHOUT_ID = "AQABAgMEBQYHCAkKC-Phx5js8xHshyTN_hhv_ae1THSAdbuqCQZru5PK3gK739X0T44";

	private static final Credential.Cookie ALICE = new Credential.Cookie(Session.of("alice-session"),
			Instant.parse("2026-12-24T00:00:00Z"));

	@Test
	void whatIsSealedOpens() {
		KeyRing ring = KeyRing.of(List.of(NEW));
		assertThat(ring.open(ring.seal(ALICE))).hasValue(ALICE);
	}

	@Test
	void theLongestTokenFitsIntoACookie() {
		KeyRing ring = KeyRing.of(List.of(NEW));
		Credential.Cookie longest = new Credential.Cookie(Session.of("~".repeat(256)), ALICE.expiresAt());
		String seal = ring.seal(longest);
		assertThat(ring.open(seal)).hasValue(longest);
		assertThat(seal).matches("[A-Za-z0-9_-]{1,1024}");
	}

	@Test
	void theFirstKeySealsAndAllOpen() {
		String before = KeyRing.of(List.of(OLD)).seal(ALICE);
		KeyRing both = KeyRing.of(List.of(NEW, OLD));
		assertThat(both.open(before)).hasValue(ALICE);
		assertThat(KeyRing.of(List.of(NEW)).open(both.seal(ALICE))).hasValue(ALICE);
		assertThat(KeyRing.of(List.of(NEW)).open(before)).isEmpty();
	}

	@Test
	void aSealThatNamesNoKeyOpens() {
		assertThat(KeyRing.of(List.of(OLD, NEW)).open(WITHOUT_ID)).hasValue(ALICE);
		assertThat(KeyRing.of(List.of(OLD)).open(WITHOUT_ID)).isEmpty();
	}

	@Test
	void noSealIsLikeAnother() {
		KeyRing ring = KeyRing.random();
		Set<String> seals = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			seals.add(ring.seal(ALICE));
		}
		assertThat(seals).hasSize(1000);
		assertThat(KeyRing.random().open(ring.seal(ALICE))).isEmpty();
	}

	@Test
	void aSealWithAnyOneBitChangedDoesNotOpen() {
		KeyRing ring = KeyRing.of(List.of(NEW));
		byte[] seal = Base64.getUrlDecoder().decode(ring.seal(ALICE));
		for (int bit = 0; bit < seal.length * 8; bit++) {
			byte[] changed = seal.clone();
			changed[bit / 8] ^= (byte) (1 << (bit % 8));
			assertThat(ring.open(Base64.getUrlEncoder().encodeToString(changed))).as("bit " + bit).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "AQ", "AQ==", "alice-session", "%00", "AQAAAAAAAAAAAAAAAAAA", "ä", "a.b.c" })
	void whatIsNoSealDoesNotOpen(String text) {
		assertThat(KeyRing.of(List.of(NEW)).open(text)).isEmpty();
	}

	@Test
	void aSealShowsNothingOfTheToken() {
		byte[] seal = Base64.getUrlDecoder().decode(KeyRing.of(List.of(NEW)).seal(ALICE));
		assertThat(new String(seal, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("alice");
	}

	@Test
	void nothingThatHoldsASecretShowsIt() {
		SessionProperties properties = new SessionProperties(List.of(NEW), Duration.ofDays(30), false);
		KeyRing ring = KeyRing.of(properties.keys());
		SessionCookie cookie = new SessionCookie(ring, properties, java.time.Clock.systemUTC());
		Credential.Bearer bearer = new Credential.Bearer(ALICE.session());
		assertThat(List.of(properties, ring, cookie, ALICE, bearer).toString()).doesNotContain(NEW, "alice");
	}

}
