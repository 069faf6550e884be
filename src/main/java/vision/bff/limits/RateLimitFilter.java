package vision.bff.limits;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemException;
import vision.bff.session.SessionReader;
import vision.bff.web.HeaderNames;
import vision.bff.web.UpstreamCallCount;

/**
 * Stops whoever asks too often. A session pays for its own requests. Until it has proved
 * itself, by a success that only the site can have given it, its client's address pays
 * too, so that nobody gets more by making credentials up; without a well-formed
 * credential the address alone pays.
 */
class RateLimitFilter extends HttpFilter {

	private static final Duration PROOF_LASTS = Duration.ofHours(1);

	/** Of hexadecimal digits: a network of 64 bits, then of 56, then of 48. */
	private static final List<Integer> IPV6_NETWORKS = List.of(16, 14, 12);

	private static final int BYTES_OF_IPV4 = 4;

	private final SessionReader reader;

	private final RateLimit sessions;

	private final RateLimit addresses;

	private final Cache<String, Boolean> proven;

	private final HandlerExceptionResolver problems;

	RateLimitFilter(SessionReader reader, RateLimitProperties properties, Ticker ticker, MeterRegistry meters,
			HandlerExceptionResolver problems) {
		this.reader = reader;
		this.sessions = new RateLimit("session", properties, ticker, meters);
		this.addresses = new RateLimit("address", properties, ticker, meters);
		this.proven = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(properties.maxBuckets())
			.expireAfterAccess(PROOF_LASTS)
			.build();
		this.problems = problems;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String session = session(request);
		boolean proven = session != null && this.proven.getIfPresent(session) != null;
		try {
			if (!proven) {
				this.addresses.charge(networks(request.getRemoteAddr()), response);
			}
			if (session != null) {
				this.sessions.charge(List.of(session), response);
			}
		}
		catch (ProblemException refusal) {
			this.problems.resolveException(request, response, null, refusal);
			return;
		}
		chain.doFilter(request, response);
		if (session != null) {
			learn(session, proven, request, response);
		}
	}

	private void learn(String session, boolean proven, HttpServletRequest request, HttpServletResponse response) {
		int status = response.getStatus();
		boolean success = status / 100 == 2 || status == HttpStatus.NOT_MODIFIED.value();
		if (!proven && success && isOfTheSite(request, response)) {
			this.proven.put(session, true);
		}
		else if (proven && status == HttpStatus.UNAUTHORIZED.value()) {
			this.proven.invalidate(session);
		}
	}

	/**
	 * Whether the site was asked for what this answer tells, now or, of a list that was
	 * kept for this session, before. What we say by ourselves we say to everybody.
	 */
	private static boolean isOfTheSite(HttpServletRequest request, HttpServletResponse response) {
		return response.containsHeader(HeaderNames.CACHE_STATUS)
				|| UpstreamCallCount.of(ServerHttpObservationFilter.findObservationContext(request).orElse(null)) > 0;
	}

	private @Nullable String session(HttpServletRequest request) {
		try {
			return this.reader.read(request).fingerprint();
		}
		catch (ProblemException noneOrMalformed) {
			return null;
		}
	}

	/**
	 * Who has an IPv6 address usually has the 2^64 of its network, and often more such
	 * networks: a house 256, a company 65,536 (RFC 6177). What is not an address, from a
	 * careless proxy, all counts as one.
	 */
	private static List<String> networks(String address) {
		try {
			byte[] bytes = InetAddress.ofLiteral(address).getAddress();
			String digits = HexFormat.of().formatHex(bytes);
			return (bytes.length > BYTES_OF_IPV4)
					? IPV6_NETWORKS.stream().map((length) -> digits.substring(0, length)).toList() : List.of(digits);
		}
		catch (IllegalArgumentException ex) {
			return List.of("");
		}
	}

}
