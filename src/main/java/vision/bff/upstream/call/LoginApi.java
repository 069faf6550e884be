package vision.bff.upstream.call;

import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * How browsers sign in at the site. That of its phones must not be used: one release of
 * it lets in whoever knows an e-mail address (UPSTREAM.md, "Calls outside the page").
 */
@HttpExchange("/native_api/auth")
public interface LoginApi {

	@PostExchange(url = "/login", contentType = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Mono<ResponseEntity<byte[]>> login(@RequestParam("email") String login, @RequestParam("password") String password);

}
