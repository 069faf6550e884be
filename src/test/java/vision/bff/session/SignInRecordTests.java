package vision.bff.session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SignInRecordTests {

	@Test
	void noTextOfItHasThePassword() {
		SignIn signIn = SignIn.of(" alice ", " alice-password ");
		assertThat(signIn.login()).isEqualTo("alice");
		assertThat(signIn.password()).isEqualTo(" alice-password ");
		assertThat(signIn.toString()).isEqualTo("SignIn[redacted]");
		assertThat(signIn.account()).matches("[0-9a-f]{64}");
	}

	@ParameterizedTest
	@CsvSource({ "alice, true", "Alice_1.b-c, true", "7alice, true", "alice@example.com, false", "12345, false",
			"+12345, false", "12-345, false", "al ice, false", "\u00e1lice, false", "@alice, false" })
	void onlyWhatCanBeNothingElseIsAUserName(String login, boolean username) {
		assertThat(SignIn.of(login, "x").isByUsername()).isEqualTo(username);
	}

}
