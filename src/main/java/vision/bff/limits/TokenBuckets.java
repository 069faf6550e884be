package vision.bff.limits;

import io.github.bucket4j.ConsumptionProbe;

/**
 * A bucket of tokens for each payer.
 */
public interface TokenBuckets {

	/**
	 * Takes a token.
	 * @param policy what it is for
	 * @param payer whose bucket it is
	 * @param allowance what a bucket of this payer holds
	 */
	ConsumptionProbe take(String policy, String payer, Allowance allowance);

	/**
	 * Gives back a token that was taken.
	 */
	void giveBack(String policy, String payer, Allowance allowance);

}
