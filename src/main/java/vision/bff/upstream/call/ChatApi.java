package vision.bff.upstream.call;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The six calls, as the upstream's page has them. Whatever comes back, comes back as it
 * is.
 */
@HttpExchange("/mobile_api")
public interface ChatApi {

	@GetExchange("/get_chats")
	Mono<ResponseEntity<byte[]>> getChats(@RequestParam("session_id") String token);

	@GetExchange("/get_messages")
	Mono<ResponseEntity<byte[]>> getMessages(@RequestParam("session_id") String token,
			@RequestParam("user_id") long userId,
			@RequestParam(name = "offset_up", required = false) @Nullable Long offsetUp,
			@RequestParam(name = "offset_down", required = false) @Nullable Long offsetDown,
			@RequestParam("page_size") int pageSize);

	@GetExchange("/search_messages")
	Mono<ResponseEntity<byte[]>> searchMessages(@RequestParam("session_id") String token,
			@RequestParam("user_id") long userId, @RequestParam("query") String query,
			@RequestParam(name = "offset_up", required = false) @Nullable Long offsetUp,
			@RequestParam(name = "offset_down", required = false) @Nullable Long offsetDown,
			@RequestParam("page_size") int pageSize);

	@PostExchange(url = "/send_message", contentType = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Mono<ResponseEntity<byte[]>> sendText(@RequestParam("session_id") String token,
			@RequestParam("user_id") long userId, @RequestParam("type") String type,
			@RequestParam("message") String message);

	@PostExchange(url = "/send_message", contentType = MediaType.MULTIPART_FORM_DATA_VALUE)
	Mono<ResponseEntity<byte[]>> sendMedia(@RequestBody MultiValueMap<String, HttpEntity<?>> parts);

	@PostExchange(url = "/delete_message", contentType = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Mono<ResponseEntity<byte[]>> deleteMessage(@RequestParam("session_id") String token,
			@RequestParam("message_id") long messageId);

	@PostExchange(url = "/clear_chat", contentType = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Mono<ResponseEntity<byte[]>> clearChat(@RequestParam("session_id") String token,
			@RequestParam("user_id") long userId, @RequestParam("delete_chat") int deleteChat);

}
