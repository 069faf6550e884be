package vision.bff.connection;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends the connections whose head takes too long. Tomcat itself counts the time from the
 * last byte, so that a byte now and then would hold a connection for ever. Whenever the
 * last connection is taken, of all or of those of one address, the one that is missed
 * least is ended, so that there is always one for who comes next.
 */
class ConnectionEndpoint extends NioEndpoint {

	private volatile Duration headTimeout = Duration.ofHours(1);

	private volatile Duration answerTimeout = Duration.ofSeconds(10);

	private volatile int maxPerAddress;

	private volatile Supplier<Duration> bodyReadTimeout = () -> Duration.ofMillis(getConnectionTimeout());

	void bound(Duration headTimeout, Duration answerTimeout, int maxPerAddress, Supplier<Duration> bodyReadTimeout) {
		this.headTimeout = headTimeout;
		this.answerTimeout = answerTimeout;
		this.maxPerAddress = maxPerAddress;
		this.bodyReadTimeout = bodyReadTimeout;
	}

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffers) {
		return isSSLEnabled() ? super.createChannel(buffers)
				: new Connection(buffers, this.bodyReadTimeout.get(), this.answerTimeout);
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (!hasRoomFor(socket.socket().getInetAddress())) {
			destroySocket(socket);
			return false;
		}
		boolean accepted = super.setSocketOptions(socket);
		if (getMaxConnections() > 0 && this.connections.size() >= getMaxConnections()) {
			endTheLeastMissed(open());
		}
		return accepted;
	}

	@Override
	protected SocketProcessorBase<NioChannel> createSocketProcessor(SocketWrapperBase<NioChannel> wrapper,
			SocketEvent event) {
		return new SocketProcessor(wrapper, event) {
			@Override
			protected void doRun() {
				if (this.socketWrapper.getSocket() instanceof Connection connection) {
					connection.during(super::doRun);
				}
				else {
					super.doRun();
				}
			}
		};
	}

	void endLateHeads() {
		open().filter((each) -> each.state().hasNoHeadAfter(this.headTimeout)).forEach(Connection::refuseMore);
	}

	private boolean hasRoomFor(InetAddress address) {
		if (this.maxPerAddress == 0) {
			return true;
		}
		ClientNetwork network = ClientNetwork.of(address);
		List<Connection> neighbours = open().filter((each) -> each.isFrom(network)).toList();
		return neighbours.size() < this.maxPerAddress || endTheLeastMissed(neighbours.stream());
	}

	private static boolean endTheLeastMissed(Stream<Connection> connections) {
		Optional<Connection> leastMissed = connections.filter((each) -> each.state().isWaiting())
			.max(Comparator.comparing(Connection::state, ConnectionState.BY_USELESSNESS));
		leastMissed.ifPresent(Connection::refuseMore);
		return leastMissed.isPresent();
	}

	private Stream<Connection> open() {
		return this.connections.values()
			.stream()
			.map(SocketWrapperBase::getSocket)
			.filter(Connection.class::isInstance)
			.map(Connection.class::cast)
			.filter((each) -> each.state().phase() != ConnectionState.Phase.REFUSED);
	}

}
