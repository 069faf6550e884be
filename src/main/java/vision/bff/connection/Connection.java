package vision.bff.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that knows what it waits for, and since when.
 */
class Connection extends NioChannel {

	static final long UNKNOWN_LENGTH = Long.MAX_VALUE;

	/**
	 * Who is missed least comes last. A head that has only begun to arrive comes before
	 * all others.
	 */
	static final Comparator<Connection> BY_USELESSNESS = Comparator
		.comparing(Connection::hasJustBegun, Comparator.reverseOrder())
		.thenComparing((each) -> each.state.phase)
		.thenComparing((each) -> each.state.age());

	private static final Duration QUICK_HEAD = Duration.ofSeconds(1);

	private static final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

	private static final int BYTES_OF_IPV4 = 4;

	private static final int BYTES_OF_IPV6_NETWORK = 8;

	private final Duration readTimeout;

	private byte[] network = {};

	private HeadLines head = new HeadLines();

	private long bodyLeft;

	private volatile State state = State.of(Phase.HEAD);

	/**
	 * @param buffers what Tomcat reads into and writes from
	 * @param readTimeout how long the next bytes of a body are waited for, if nobody says
	 * otherwise
	 */
	Connection(SocketBufferHandler buffers, Duration readTimeout) {
		super(buffers);
		this.readTimeout = readTimeout;
	}

	/**
	 * The connection whose request this thread serves, if it is one of ours.
	 */
	static @Nullable Connection current() {
		return current.get();
	}

	/**
	 * Has a task know which connection is the current one.
	 */
	void during(Runnable task) {
		current.set(this);
		try {
			task.run();
		}
		finally {
			current.remove();
		}
	}

	@Override
	public void reset(SocketChannel channel, NioEndpoint.NioSocketWrapper wrapper) throws IOException {
		super.reset(channel, wrapper);
		this.network = network(channel.socket().getInetAddress());
		this.state = State.of(Phase.HEAD);
		this.head = new HeadLines();
		this.bodyLeft = 0;
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		int count = super.read(target);
		if (count > 0) {
			received(target.duplicate().flip().position(target.position() - count));
		}
		switch (this.state.phase) {
			case IDLE -> enterIf(count > 0, Phase.HEAD);
			case SERVING -> enterIf(count == 0, Phase.BODY);
			case BODY -> enterIf(count > 0, Phase.SERVING);
			case HEAD, ANSWERED, REFUSED -> {
			}
		}
		return count;
	}

	/**
	 * The head of a request is there.
	 * @param after what came after it
	 * @param contentLength the bytes of its body, or {@link #UNKNOWN_LENGTH}
	 * @return whether the lines of the head were strict
	 */
	boolean serve(ByteBuffer after, long contentLength) {
		boolean strict = this.head.isStrict();
		this.head = new HeadLines();
		this.bodyLeft = contentLength;
		received(after);
		this.state = State.of(Phase.SERVING);
		awaitBody(this.readTimeout);
		return strict;
	}

	/**
	 * The request has its answer, and still there is more of it to come.
	 */
	void answered() {
		this.state = State.of(Phase.ANSWERED);
	}

	/**
	 * The request is over.
	 */
	void rest() {
		if (this.bodyLeft == UNKNOWN_LENGTH) {
			this.bodyLeft = 0;
		}
		this.state = State.of(Phase.IDLE);
	}

	/**
	 * How long the next bytes of the body are waited for.
	 */
	void awaitBody(Duration atMost) {
		this.socketWrapper.setReadTimeout(Math.max(1, atMost.toMillis()));
	}

	/**
	 * Whether the client is waited for, so that no work of ours is lost with it.
	 */
	boolean isWaiting() {
		Phase phase = this.state.phase;
		return phase != Phase.SERVING && phase != Phase.REFUSED;
	}

	boolean isRefused() {
		return this.state.phase == Phase.REFUSED;
	}

	boolean isFromTheNetworkOf(InetAddress address) {
		return Arrays.equals(this.network, network(address));
	}

	private boolean hasJustBegun() {
		return this.state.phase == Phase.HEAD && !hasNoHeadAfter(QUICK_HEAD);
	}

	/**
	 * Whether a whole head has been waited for so long.
	 */
	boolean hasNoHeadAfter(Duration time) {
		State now = this.state;
		return now.phase == Phase.HEAD && now.age().compareTo(time) > 0;
	}

	/**
	 * Reads no more, which ends whatever waits for more. What is being served goes on to
	 * its answer.
	 */
	void refuseMore() {
		this.state = State.of(Phase.REFUSED);
		try {
			getIOChannel().shutdownInput();
		}
		catch (IOException closed) {
			// then it is closed already
		}
	}

	/**
	 * Who has an IPv6 address usually has the 2^64 of its network.
	 */
	private static byte[] network(InetAddress address) {
		byte[] bytes = address.getAddress();
		return (bytes.length == BYTES_OF_IPV4) ? bytes : Arrays.copyOf(bytes, BYTES_OF_IPV6_NETWORK);
	}

	private void received(ByteBuffer bytes) {
		int ofTheBody = Math.toIntExact(Math.min(this.bodyLeft, bytes.remaining()));
		if (this.bodyLeft != UNKNOWN_LENGTH) {
			this.bodyLeft -= ofTheBody;
		}
		this.head.accept(bytes.position(bytes.position() + ofTheBody));
	}

	private void enterIf(boolean condition, Phase phase) {
		if (condition) {
			this.state = State.of(phase);
		}
	}

	/**
	 * The later, the less it is missed.
	 */
	private enum Phase {

		REFUSED, SERVING, BODY, IDLE, HEAD, ANSWERED

	}

	private record State(Phase phase, long since) {

		static State of(Phase phase) {
			return new State(phase, System.nanoTime());
		}

		Duration age() {
			return Duration.ofNanos(System.nanoTime() - this.since);
		}

	}

}
