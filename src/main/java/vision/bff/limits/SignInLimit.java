package vision.bff.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.SignIn;
import vision.bff.session.SignInTries;

/**
 * Bounds how often passwords can be tried: for an account from wherever, and from an
 * address for whatever account. What succeeds is no guess, so it is given back.
 */
final class SignInLimit implements SignInTries {

	private static final String ACCOUNT = "sign-in-account";

	private static final String ADDRESS = "sign-in-address";

	private static final TryAllowance OF_AN_ACCOUNT = new TryAllowance(5);

	private static final TryAllowance OF_AN_ADDRESS = new TryAllowance(20);

	private static final int TIMES_AS_MUCH_FOR_A_GROUP = 4;

	private final TokenBuckets buckets;

	private final Map<String, Counter> refusals;

	SignInLimit(TokenBuckets buckets, MeterRegistry meters) {
		this.buckets = buckets;
		this.refusals = Stream.of(ACCOUNT, ADDRESS)
			.collect(Collectors.toMap(Function.identity(), (policy) -> RateLimit.refusals(policy, meters)));
	}

	@Override
	public <T> T count(SignIn signIn, String address, Supplier<T> trying) {
		List<Payer> payers = payers(signIn, address);
		payers.forEach(this::take);
		T result = trying.get();
		payers.forEach((payer) -> this.buckets.giveBack(payer.policy(), payer.name(), payer.allowance()));
		return result;
	}

	/** The address first: one that may not try makes no account wait. */
	private static List<Payer> payers(SignIn signIn, String address) {
		List<Payer> payers = new ArrayList<>();
		TryAllowance allowance = OF_AN_ADDRESS;
		for (String network : new ClientAddress(address).networks()) {
			payers.add(new Payer(ADDRESS, network, allowance));
			allowance = allowance.times(TIMES_AS_MUCH_FOR_A_GROUP);
		}
		payers.add(new Payer(ACCOUNT, signIn.account(), OF_AN_ACCOUNT));
		return payers;
	}

	private void take(Payer payer) {
		ConsumptionProbe probe = this.buckets.take(payer.policy(), payer.name(), payer.allowance());
		if (!probe.isConsumed()) {
			Objects.requireNonNull(this.refusals.get(payer.policy())).increment();
			throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS)
				.retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
	}

	private record Payer(String policy, String name, TryAllowance allowance) {
	}

}
