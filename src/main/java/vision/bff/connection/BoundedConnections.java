package vision.bff.connection;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as Tomcat speaks it, on connections that are bounded in number and time. It is
 * public because Tomcat makes it by its name.
 */
public class BoundedConnections extends Http11NioProtocol {

	private static final long PERIOD_MILLIS = 500;

	/**
	 * What is written comes as a whole, and is gathered once more before it is sent.
	 * Tomcat keeps three times as much of this for each connection that has a request.
	 */
	private static final int RESPONSE_BUFFER_BYTES = 1024;

	private final ConnectionEndpoint connections;

	private @Nullable ScheduledFuture<?> watch;

	public BoundedConnections() {
		this(new ConnectionEndpoint());
	}

	private BoundedConnections(ConnectionEndpoint connections) {
		super(connections);
		this.connections = connections;
	}

	void bound(Duration headTimeout, Duration answerTimeout, int maxPerAddress) {
		this.connections.bound(headTimeout, answerTimeout, maxPerAddress, this::bodyReadTimeout);
	}

	@Override
	public int getDesiredBufferSize() {
		return RESPONSE_BUFFER_BYTES;
	}

	private Duration bodyReadTimeout() {
		return Duration.ofMillis(getDisableUploadTimeout() ? getConnectionTimeout() : getConnectionUploadTimeout());
	}

	@Override
	public void start() throws Exception {
		super.start();
		this.watch = getUtilityExecutor().scheduleWithFixedDelay(this.connections::endLateHeads, PERIOD_MILLIS,
				PERIOD_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.watch != null) {
			this.watch.cancel(false);
		}
		super.stop();
	}

}
