package vision.bff.docs;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

import org.springframework.http.HttpHeaders;

import vision.bff.limits.RateLimit;

/**
 * The headers of answers that mean something to a front end, for the OpenAPI document.
 * Operations refer to them by name.
 */
final class ResponseHeaders {

	private static final int SECONDS_OF_A_YEAR = 31_536_000;

	private static final int LONGEST_SECOND = 20;

	private static final int LONGEST = 8 * 1024;

	static final Map<String, Header> ALL = new TreeMap<>(Map.ofEntries(
			seconds(HttpHeaders.AGE, "How many seconds old this is, if not new", 0),
			text("Cache-Status", "Where this comes from (RFC 9211): asked for anew, kept, or kept and stale",
					"vision-bff; hit"),
			text(HttpHeaders.ETAG, "Names this content; send it back in If-None-Match",
					"\"9e107d9d372bb6826bd81d3542a419d6\""),
			truth("Idempotency-Replayed", "An earlier request with this Idempotency-Key has sent it"),
			text(HttpHeaders.LINK, "The older (rel=prev) and the newer (rel=next) page, as in the body (RFC 8288)",
					"</chats/78/messages?before=86&limit=20>; rel=\"prev\""),
			text(HttpHeaders.LOCATION, "Where it is from now on", "/chats/78/messages/171"),
			text(RateLimit.FIELD, "r requests are left at once, and all again in t seconds", "\"session\";r=39;t=1"),
			text(RateLimit.POLICY_FIELD,
					"q requests may come in w seconds, of a session, an address or a network of addresses",
					"\"session\";q=40;w=2"),
			seconds(HttpHeaders.RETRY_AFTER, "How many seconds to wait before the next try", 1),
			text(HttpHeaders.SET_COOKIE, "The session, or that it has ended: HttpOnly, Secure, SameSite=Strict",
					"__Host-vision-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"),
			entry("Stale-As-Of", "Only during an outage of 1.vision: when this was true",
					new StringSchema().format("date-time").maxLength(LONGEST_SECOND)),
			text("Preference-Applied", "The preference of the request that was heeded (RFC 7240)", "handling=lenient"),
			truth("Text-Changed", "The site stored another text than the one that was sent"),
			text(HttpHeaders.WWW_AUTHENTICATE, "Bearer, with error=\"invalid_token\" where a credential was given",
					"Bearer error=\"invalid_token\"")));

	private ResponseHeaders() {
	}

	private static Map.Entry<String, Header> text(String name, String description, String example) {
		return entry(name, description, new StringSchema().maxLength(LONGEST).example(example));
	}

	private static Map.Entry<String, Header> truth(String name, String description) {
		return entry(name, description, new StringSchema().addEnumItem("true"));
	}

	private static Map.Entry<String, Header> seconds(String name, String description, long least) {
		return entry(name, description,
				new IntegerSchema().minimum(BigDecimal.valueOf(least)).maximum(BigDecimal.valueOf(SECONDS_OF_A_YEAR)));
	}

	private static Map.Entry<String, Header> entry(String name, String description, Schema<?> schema) {
		return Map.entry(name, new Header().description(description).schema(schema));
	}

}
