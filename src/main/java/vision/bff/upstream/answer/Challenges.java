package vision.bff.upstream.answer;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.springframework.http.ResponseEntity;

/**
 * What a CDN or a firewall before the site answers to whom it takes for a machine: a page
 * on which a browser has to prove itself.
 */
final class Challenges {

	/** Of Cloudflare, on every page of this kind. */
	private static final String MITIGATED = "cf-mitigated";

	private static final Pattern PAGE = Pattern.compile("challenge|captcha", Pattern.CASE_INSENSITIVE);

	private Challenges() {
	}

	static boolean isOne(ResponseEntity<byte[]> response) {
		if ("challenge".equals(response.getHeaders().getFirst(MITIGATED))) {
			return true;
		}
		byte[] body = response.getBody();
		return response.getStatusCode().value() == 403 && body != null
				&& PAGE.matcher(new String(body, StandardCharsets.ISO_8859_1)).find();
	}

}
