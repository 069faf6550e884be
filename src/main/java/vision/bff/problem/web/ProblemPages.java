package vision.bff.problem.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.PublicPath;

/**
 * Where the {@code type} of a problem leads (RFC 9457 section 3.1.1): what it means and
 * what to do, as a page for a browser and as JSON for whoever else asks.
 */
@RestController
class ProblemPages {

	private static final String ANYTHING = "*/*";

	@GetMapping("/problems")
	ResponseEntity<Object> all(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = ANYTHING) String accept) {
		List<Explanation> all = Arrays.stream(ProblemCode.values()).map(Explanation::of).toList();
		String links = all.stream().map(Explanation::listItem).collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
		return answer(accept, new Explanations(all), html("", "Problems", links));
	}

	@GetMapping("/problems/{code}")
	ResponseEntity<Object> one(@PathVariable String code,
			@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = ANYTHING) String accept,
			HttpServletRequest request) {
		Explanation explanation = Arrays.stream(ProblemCode.values())
			.filter((known) -> known.code().equals(code))
			.findFirst()
			.map(Explanation::of)
			.orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
		return answer(accept, explanation,
				html("../", explanation.title(), explanation.paragraphs(PublicPath.of(request, "/problems/" + code))));
	}

	private static ResponseEntity<Object> answer(String accept, Object json, String html) {
		boolean browser = isBrowser(accept);
		return ResponseEntity.ok()
			.contentType(
					browser ? new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8) : MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
			.varyBy(HttpHeaders.ACCEPT)
			.body(browser ? html : json);
	}

	private static boolean isBrowser(String accept) {
		try {
			return MediaType.parseMediaTypes(accept).stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/**
	 * @param root where this service begins, seen from the page
	 */
	private static String html(String root, String title, String htmlContent) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<title>%2$s - Vision BFF</title>
				<link rel="icon" href="%1$shouse/icon.svg">
				<link rel="stylesheet" href="%1$shouse/house.css">
				<header class="house"><nav>
				<a href="%1$s./">Chats</a>
				<a href="%1$sdocs">Explorer</a>
				<a href="%1$sproblems">Problems</a>
				<a href="%1$sv3/api-docs.yaml">Contract</a>
				</nav></header>
				<main class="words">
				<h1>%2$s</h1>
				%3$s
				</main>
				</html>
				""".formatted(root, HtmlUtils.htmlEscape(title), htmlContent);
	}

	private record Explanations(List<Explanation> items) {
	}

}
