package vision.bff.upstream.call;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Who there is (UPSTREAM.md, "Calls outside the page"). A profile is the same for
 * everybody, so no credential goes out for it.
 */
@HttpExchange("/mobile_api")
public interface PeopleApi {

	@GetExchange("/search_people")
	Mono<ResponseEntity<byte[]>> searchPeople(@RequestParam("session_id") String token,
			@RequestParam("query") String query, @RequestParam(name = "offset", required = false) @Nullable Long offset,
			@RequestParam("page_size") int pageSize);

	@GetExchange("/profile")
	Mono<ResponseEntity<byte[]>> profile(@RequestParam("user_id") long userId);

	@GetExchange("/profile")
	Mono<ResponseEntity<byte[]>> profile(@RequestParam("username") String username);

}
