package vision.bff.connection;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * How much of the port the slow and the greedy may have.
 *
 * @param headTimeout how long the head of a request may take, from the connection on, or
 * from its first byte where there was a request before
 * @param bodyTimeout how long a JSON body may take
 * @param answerTimeout for how long a client may read nothing of what it is sent
 * @param maxPerAddress how many connections one address may have open, 0 for any number
 */
@ConfigurationProperties("vision.connections")
record ConnectionProperties(@DefaultValue("10s") Duration headTimeout, @DefaultValue("10s") Duration bodyTimeout,
		@DefaultValue("10s") Duration answerTimeout, @DefaultValue("256") int maxPerAddress) {

	ConnectionProperties {
		InvalidPropertyException.requireTime("vision.connections.head-timeout", headTimeout, "10s");
		InvalidPropertyException.requireTime("vision.connections.body-timeout", bodyTimeout, "10s");
		InvalidPropertyException.requireTime("vision.connections.answer-timeout", answerTimeout, "10s");
		if (maxPerAddress < 0) {
			throw new InvalidPropertyException("vision.connections.max-per-address", Integer.toString(maxPerAddress),
					"Set it to a number of connections, or to 0 for any number", null);
		}
	}

}
