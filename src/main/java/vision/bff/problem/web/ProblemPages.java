package vision.bff.problem.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
		return answer(accept, new Explanations(all), html("Problems", links));
	}

	@GetMapping("/problems/{code}")
	ResponseEntity<Object> one(@PathVariable String code,
			@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = ANYTHING) String accept) {
		Explanation explanation = Arrays.stream(ProblemCode.values())
			.filter((known) -> known.code().equals(code))
			.findFirst()
			.map(Explanation::of)
			.orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
		return answer(accept, explanation, html(explanation.title(), explanation.paragraphs()));
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

	private static String html(String title, String htmlContent) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<meta charset="utf-8">
				<title>%1$s - Vision BFF</title>
				<h1>%1$s</h1>
				%2$s
				</html>
				""".formatted(HtmlUtils.htmlEscape(title), htmlContent);
	}

	private record Explanations(List<Explanation> items) {
	}

}
