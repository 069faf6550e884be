package vision.bff.limits;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/**
 * Where a client is, as far as its address tells.
 */
record ClientAddress(String literal) {

	/** Of hexadecimal digits: a network of 64 bits, then of 56, then of 48. */
	private static final List<Integer> IPV6_NETWORKS = List.of(16, 14, 12);

	private static final int BYTES_OF_IPV4 = 4;

	/**
	 * Who has an IPv6 address usually has the 2^64 of its network, and often more such
	 * networks: a house 256, a company 65,536 (RFC 6177). What is not an address, from a
	 * careless proxy, all counts as one.
	 */
	List<String> networks() {
		try {
			byte[] bytes = InetAddress.ofLiteral(this.literal).getAddress();
			String digits = HexFormat.of().formatHex(bytes);
			return (bytes.length > BYTES_OF_IPV4)
					? IPV6_NETWORKS.stream().map((length) -> digits.substring(0, length)).toList() : List.of(digits);
		}
		catch (IllegalArgumentException ex) {
			return List.of("");
		}
	}

}
