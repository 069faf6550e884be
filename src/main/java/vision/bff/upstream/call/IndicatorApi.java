package vision.bff.upstream.call;

import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What the site's own pages ask for again and again (UPSTREAM.md, "Calls outside the
 * page"). The credential goes into the body, and the cookie that is set never comes back.
 */
@HttpExchange("/native_api/main")
public interface IndicatorApi {

	@PostExchange(url = "/update_msb_indicators", contentType = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Mono<ResponseEntity<byte[]>> indicators(@RequestParam("session_id") String token);

}
