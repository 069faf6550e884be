package vision.bff.problem;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemExceptionTests {

	@ParameterizedTest
	@EnumSource
	void anAnswerHasNoStackTrace(ProblemCode code) {
		ProblemException problem = new ProblemException(code);
		assertThat(problem.getStackTrace()).isEmpty();
		assertThat(problem.of(Outcome.NOT_SENT).retryAfter(Duration.ofSeconds(1)).getStackTrace()).isEmpty();
	}

}
