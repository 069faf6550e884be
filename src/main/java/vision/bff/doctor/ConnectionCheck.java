package vision.bff.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import vision.bff.upstream.call.UpstreamProperties;

/**
 * How the site is reached.
 */
record ConnectionCheck(UpstreamProperties properties, Clock clock) {

	private static final Duration SOON = Duration.ofDays(21);

	private static final Duration SLOW = Duration.ofSeconds(1);

	private static final Duration SKEWED = Duration.ofSeconds(5);

	private static final String UNREACHABLE = "Every request is a 502 upstream-unreachable. ";

	Finding address() {
		String host = this.properties.site().getHost();
		try {
			return Finding.ok("address",
					host + " is "
							+ Arrays.stream(InetAddress.getAllByName(host))
								.map(InetAddress::getHostAddress)
								.collect(Collectors.joining(", ")));
		}
		catch (UnknownHostException ex) {
			return Finding.bad("address", "no address is known for " + host,
					UNREACHABLE + "Look at vision.base-url, and at the names that this machine can resolve.");
		}
	}

	Finding failed(IOException failure) {
		return switch (failure) {
			case SSLException _ -> Finding.bad("tls", "no trusted connection: " + failure.getMessage(),
					UNREACHABLE + "Mend the certificate of the site, or make its issuer known to the Java runtime.");
			case HttpTimeoutException _ -> Finding.bad("reachable", "no answer in time",
					"Every request is a 504 upstream-timeout. Look at the network and the load of the site.");
			case ConnectException _ ->
				Finding.bad("reachable", "nobody listens there", UNREACHABLE + "Look at the port and the firewalls.");
			default -> Finding.bad("reachable", "the connection broke",
					UNREACHABLE + "Look whether http and https are mixed up, and at the proxies on the way.");
		};
	}

	List<Finding> reached(Look look) {
		return List.of(tls(look), speed(look), redirect(look), clock(look));
	}

	private Finding tls(Look look) {
		return look.response()
			.sslSession()
			.map(this::certificate)
			.orElseGet(() -> this.properties.isConfidential()
					? Finding.ok("tls", "http, but nowhere else than on this machine")
					: Finding.warning("tls", "http", "Who is on the way can read sessions and messages, and nobody can "
							+ "sign in with a password. Set vision.base-url to an https address."));
	}

	private Finding certificate(SSLSession session) {
		try {
			Certificate first = session.getPeerCertificates()[0];
			Instant end = ((X509Certificate) first).getNotAfter().toInstant();
			String found = "%s, certificate until %s".formatted(session.getProtocol(),
					LocalDate.ofInstant(end, ZoneOffset.UTC));
			return Duration.between(this.clock.instant(), end).compareTo(SOON) > 0 ? Finding.ok("tls", found)
					: Finding.warning("tls", found, "From then on, every request is a 502 upstream-unreachable.");
		}
		catch (SSLPeerUnverifiedException ex) {
			throw new IllegalStateException("An https answer comes from a verified peer", ex);
		}
	}

	private static Finding speed(Look look) {
		String found = "answered in %d ms".formatted(look.took().toMillis());
		return (look.took().compareTo(SLOW) < 0) ? Finding.ok("reachable", found) : Finding.warning("reachable", found,
				"A request makes several such calls and may take 8 s. Look at the load of the site.");
	}

	private static Finding redirect(Look look) {
		int status = look.response().statusCode();
		if (status < 300 || status >= 400) {
			return Finding.ok("redirect", "none");
		}
		return Finding.bad("redirect", look.response().headers().firstValue("Location").map((location) -> {
			URI target = look.response().uri().resolve(URI.create(location));
			return "to %s://%s".formatted(target.getScheme(), target.getAuthority());
		}).orElse("to nowhere"), UNREACHABLE + "Set vision.base-url to the address that it leads to.");
	}

	private static Finding clock(Look look) {
		return look.ahead().map((ahead) -> {
			String found = "%d s %s of ours".formatted(ahead.abs().toSeconds(),
					ahead.isNegative() ? "behind" : "ahead");
			return (ahead.abs().compareTo(SKEWED) < 0) ? Finding.ok("clock", found) : Finding.warning("clock", found,
					"Times of messages are off by as much. Set the clocks of both machines by NTP.");
		}).orElseGet(() -> Finding.warning("clock", "the site does not tell", "Wrong clocks would not be noticed."));
	}

}
