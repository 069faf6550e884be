package vision.bff.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page in as few answers as can be: itself, its styles, its script.
 */
@RestController
@ConditionalOnBooleanProperty(name = PageConfiguration.ENABLED, matchIfMissing = true)
class PageController {

	private static final MediaType STYLES = new MediaType("text", "css", StandardCharsets.UTF_8);

	private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

	private final String page;

	private final String styles;

	private final String script;

	PageController() throws IOException {
		this.page = text("index.html");
		this.styles = text("/vision/bff/web/house/house.css") + text("page.css");
		this.script = PageScript.of("app.js");
	}

	private static String text(String path) throws IOException {
		return new ClassPathResource(path, PageController.class).getContentAsString(StandardCharsets.UTF_8);
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> page() {
		return answer(this.page, new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
	}

	@GetMapping("/page/page.css")
	ResponseEntity<String> styles() {
		return answer(this.styles, STYLES);
	}

	@GetMapping("/page/page.js")
	ResponseEntity<String> script() {
		return answer(this.script, SCRIPT);
	}

	private static ResponseEntity<String> answer(String text, MediaType type) {
		return ResponseEntity.ok()
			.contentType(type)
			.cacheControl(CacheControl.noCache())
			.eTag("W/\"" + DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8)) + "\"")
			.body(text);
	}

}
