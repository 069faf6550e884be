package vision.bff.message.web;

import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.message.Message;
import vision.bff.message.MessagePage;

@Schema(name = "MessagePage", description = "Some messages of a chat")
record MessagePageResource(
		@ArraySchema(maxItems = 100,
				arraySchema = @Schema(
						description = "Ascending by id; from a search the newest first")) List<Message> items,
		@Schema(description = "Where to go on to older messages; null if there are none",
				example = "/chats/78/messages?before=86&limit=20") @Nullable String older,
		@Schema(description = "Where to go on to newer messages; null if there are none") @Nullable String newer,
		@Schema(description = "How many messages a search found; null unless the whole chat was searched",
				minimum = "0") @Nullable Integer total) {

	/**
	 * The page as a body, with its neighbours in a Link header too (RFC 8288).
	 * @param page the page
	 * @param self the path and query of this page, without position and limit
	 */
	static HttpEntity<MessagePageResource> answer(MessagePage page, UriComponentsBuilder self, long limit) {
		String older = (page.older() != null) ? link(self, "before", page.older().id(), limit) : null;
		String newer = (page.newer() != null) ? link(self, "after", page.newer().id(), limit) : null;
		List<String> links = new ArrayList<>();
		if (older != null) {
			links.add("<" + older + ">; rel=\"prev\"");
		}
		if (newer != null) {
			links.add("<" + newer + ">; rel=\"next\"");
		}
		HttpHeaders headers = new HttpHeaders();
		headers.setCacheControl("no-store");
		if (!links.isEmpty()) {
			headers.set(HttpHeaders.LINK, String.join(", ", links));
		}
		return new HttpEntity<>(new MessagePageResource(page.items(), older, newer, page.total()), headers);
	}

	private static String link(UriComponentsBuilder self, String cursor, long id, long limit) {
		return self.cloneBuilder().queryParam(cursor, id).queryParam("limit", limit).encode().build().toUriString();
	}

}
