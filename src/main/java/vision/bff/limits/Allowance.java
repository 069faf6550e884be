package vision.bff.limits;

import io.github.bucket4j.BucketConfiguration;

/**
 * How much somebody may do.
 */
public interface Allowance {

	/** What a bucket with this allowance does. */
	BucketConfiguration configuration();

}
