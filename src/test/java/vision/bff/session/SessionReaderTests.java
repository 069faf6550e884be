package vision.bff.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each time a cookie is opened the clock is read.
 */
class SessionReaderTests {

	private final AtomicInteger opened = new AtomicInteger();

	private final InstantSource time = () -> {
		this.opened.incrementAndGet();
		return Instant.EPOCH;
	};

	private final Clock clock = this.time.withZone(ZoneOffset.UTC);

	private final SessionReader reader = new SessionReader(new SessionCookie(KeyRing.random(),
			new SessionProperties(List.of(), Duration.ofDays(1), false), this.clock));

	@Test
	void aBadCookieIsOpenedOnceHoweverOftenItIsAskedFor() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("__Host-Http-vision-session", "sealed-elsewhere"));
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.reader.read(request))
				.returns(ProblemCode.INVALID_SESSION, ProblemException::code);
		}
		assertThat(this.opened).hasValue(1);
	}

}
