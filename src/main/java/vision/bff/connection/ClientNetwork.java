package vision.bff.connection;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a client is: who has an IPv6 address usually has the 2^64 of its network.
 */
record ClientNetwork(ByteBuffer prefix) {

	private static final int BYTES_OF_IPV4 = 4;

	private static final int BYTES_OF_IPV6_NETWORK = 8;

	static ClientNetwork of(InetAddress address) {
		byte[] bytes = address.getAddress();
		return new ClientNetwork(
				ByteBuffer.wrap((bytes.length == BYTES_OF_IPV4) ? bytes : Arrays.copyOf(bytes, BYTES_OF_IPV6_NETWORK)));
	}

}
