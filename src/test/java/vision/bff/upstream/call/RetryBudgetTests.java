package vision.bff.upstream.call;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTests {

	@Test
	void aFewRetriesAreSavedUp() {
		RetryBudget budget = new RetryBudget();
		assertThat(IntStream.range(0, 20).filter((i) -> budget.spend())).hasSize(10);
	}

	@Test
	void aSiteThatAlwaysFailsIsAskedAtMostATenthMoreOften() {
		RetryBudget budget = new RetryBudget();
		long retries = IntStream.range(0, 1_000).filter((i) -> {
			budget.earn();
			return budget.spend();
		}).count();
		assertThat(retries).isBetween(80L, 100L);
	}

}
