package vision.bff.upstream;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vision.bff.chat.Chats;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Sessions;
import vision.bff.session.SignIn;
import vision.bff.time.RequestBudget;
import vision.bff.upstream.call.LoginApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.call.UpstreamProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * A password goes where nobody else can read it, or nowhere.
 */
class SignInOverHttpTests {

	private final LoginApi site = mock(LoginApi.class);

	@ParameterizedTest
	@CsvSource({ "https://1.vision, true", "HTTPS://1.vision, true", "https://192.0.2.1:8443/x, true",
			"http://localhost:8089, true", "http://LOCALHOST, true", "http://127.0.0.1:8089, true",
			"http://127.1.2.3, true", "http://[::1]:8089, true", "http://1.vision, false", "http://192.0.2.1, false",
			"http://sandbox:8089, false", "http://localhost.example.com, false", "http://127.0.0.1.example.com, false",
			"http://0.0.0.0, false", "http://[::], false", "http://10.0.0.1, false" })
	void onlyHttpsOrTheMachineItselfIsConfidential(String baseUrl, boolean confidential) {
		assertThat(new UpstreamProperties(baseUrl, "UTC").isConfidential()).isEqualTo(confidential);
	}

	@Test
	void byHttpNobodySignsIn() {
		assertUnavailable("http://1.vision", true);
	}

	@Test
	void whereItIsSwitchedOffNobodySignsIn() {
		assertUnavailable("https://1.vision", false);
	}

	private void assertUnavailable(String baseUrl, boolean enabled) {
		Sessions sessions = new UpstreamConfiguration().sessions(this.site, mock(Upstream.class), mock(Chats.class),
				new UpstreamConfiguration.SignInProperties(enabled), new UpstreamProperties(baseUrl, "UTC"),
				new RequestBudget(Duration.ofSeconds(1), Duration.ofSeconds(1)));
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> sessions.signIn(new SignIn("alice", "alice-password")))
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo(ProblemCode.SIGN_IN_UNAVAILABLE));
		verifyNoInteractions(this.site);
	}

}
