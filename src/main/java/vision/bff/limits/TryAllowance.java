package vision.bff.limits;

import java.time.Duration;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;

/**
 * So many tries within a minute, then one after a minute, and one after each wait, of
 * which each is twice as long as the one before. Whoever has rested for as long as the
 * longest wait begins anew.
 *
 * @param tries within the first minute
 */
record TryAllowance(int tries) implements Allowance {

	/** To an hour and four minutes. */
	private static final int DOUBLINGS = 6;

	@Override
	public BucketConfiguration configuration() {
		ConfigurationBuilder configuration = BucketConfiguration.builder();
		for (int doubling = 0; doubling <= DOUBLINGS; doubling++) {
			long most = this.tries + doubling;
			configuration.addLimit(Bandwidth.builder()
				.capacity(most)
				.refillIntervally(most, Duration.ofMinutes(1L << doubling))
				.build());
		}
		return configuration.build();
	}

	TryAllowance times(int factor) {
		return new TryAllowance(this.tries * factor);
	}

}
