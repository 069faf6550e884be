package vision.bff.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

import vision.bff.connection.ConnectionState.Phase;

/**
 * A connection that knows what it waits for, and since when.
 */
class Connection extends NioChannel {

	private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

	private final Duration bodyReadTimeout;

	private final Duration answerTimeout;

	private @Nullable ClientNetwork network;

	private RequestBytes bytes = new RequestBytes();

	private volatile ConnectionState state = ConnectionState.of(Phase.HEAD);

	Connection(SocketBufferHandler buffers, Duration bodyReadTimeout, Duration answerTimeout) {
		super(buffers);
		this.bodyReadTimeout = bodyReadTimeout;
		this.answerTimeout = answerTimeout;
	}

	/** That whose request this thread serves, if it is one of ours. */
	static @Nullable Connection current() {
		return CURRENT.isBound() ? CURRENT.get() : null;
	}

	void during(Runnable task) {
		ScopedValue.where(CURRENT, this).run(task);
	}

	@Override
	public void reset(SocketChannel channel, NioEndpoint.NioSocketWrapper wrapper) throws IOException {
		super.reset(channel, wrapper);
		this.network = ClientNetwork.of(channel.socket().getInetAddress());
		this.state = ConnectionState.of(Phase.HEAD);
		this.bytes = new RequestBytes();
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		int count = super.read(target);
		if (count > 0) {
			this.bytes.accept(target.duplicate().flip().position(target.position() - count));
		}
		ConnectionState before = this.state;
		ConnectionState after = before.afterRead(count);
		if (after.phase() != before.phase()) {
			this.state = after;
		}
		return count;
	}

	/**
	 * The head of a request is there.
	 * @param bodyLength can be {@link RequestBytes#UNKNOWN_LENGTH}
	 * @return whether the lines of the head were strict
	 */
	boolean serve(ByteBuffer afterHead, long bodyLength) {
		boolean strict = this.bytes.beginBody(bodyLength);
		this.bytes.accept(afterHead);
		this.state = ConnectionState.of(Phase.SERVING);
		setBodyReadTimeout(this.bodyReadTimeout);
		this.socketWrapper.setWriteTimeout(Math.max(1, this.answerTimeout.toMillis()));
		return strict;
	}

	/** The request has its answer, and still there is more of it to come. */
	void answered() {
		this.state = ConnectionState.of(Phase.ANSWERED);
	}

	void becomeIdle() {
		this.bytes.endBody();
		this.state = ConnectionState.of(Phase.IDLE);
	}

	void setBodyReadTimeout(Duration timeout) {
		this.socketWrapper.setReadTimeout(Math.max(1, timeout.toMillis()));
	}

	/** HTTP/2 has times of its own, for each of its requests. */
	ConnectionState state() {
		if (this.socketWrapper.getCurrentProcessor() instanceof Processor processor && processor.isUpgrade()) {
			this.state = ConnectionState.of(Phase.SERVING);
		}
		return this.state;
	}

	boolean isFrom(ClientNetwork network) {
		return network.equals(this.network);
	}

	/**
	 * Reads no more, which ends whatever waits for more. What is being served goes on to
	 * its answer.
	 */
	void refuseMore() {
		this.state = ConnectionState.of(Phase.REFUSED);
		try {
			getIOChannel().shutdownInput();
		}
		catch (IOException closed) {
			// then it is closed already
		}
	}

}
