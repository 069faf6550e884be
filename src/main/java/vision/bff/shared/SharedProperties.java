package vision.bff.shared;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * Where the replicas share what must be one for all of them.
 *
 * @param url {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS
 * @param cluster whether it is a node of a cluster
 */
@ConfigurationProperties("vision.shared")
record SharedProperties(String url, @DefaultValue("false") boolean cluster) {

	SharedProperties {
		if (!url.startsWith("redis://") && !url.startsWith("rediss://")) {
			throw new InvalidPropertyException("vision.shared.url", "(not shown, as it can hold a password)",
					"Set it to an address that begins with redis:// or rediss://", null);
		}
	}

	@Override
	public String toString() {
		return "SharedProperties[url=redacted, cluster=%s]".formatted(this.cluster);
	}

}
