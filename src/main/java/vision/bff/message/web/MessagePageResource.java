package vision.bff.message.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.message.Message;
import vision.bff.message.MessagePage;

record MessagePageResource(List<Message> items, @Nullable String older, @Nullable String newer, @Nullable Integer total,
		@Nullable Long firstUnreadId) {

	/**
	 * The page as a body, with its neighbours in a Link header too (RFC 8288).
	 * @param self the path and query of this page, without position and limit
	 * @param firstUnread the message at which the reader begins, if this page tells that
	 */
	static HttpEntity<MessagePageResource> answer(MessagePage page, UriComponentsBuilder self, long limit,
			@Nullable Message firstUnread) {
		List<String> links = new ArrayList<>();
		String older = null;
		if (page.older() != null) {
			older = link(self, "before", page.older().id(), limit);
			links.add("<" + older + ">; rel=\"prev\"");
		}
		String newer = null;
		if (page.newer() != null) {
			newer = link(self, "after", page.newer().id(), limit);
			links.add("<" + newer + ">; rel=\"next\"");
		}
		HttpHeaders headers = new HttpHeaders();
		headers.setCacheControl("no-store");
		if (!links.isEmpty()) {
			headers.set(HttpHeaders.LINK, String.join(", ", links));
		}
		return new HttpEntity<>(new MessagePageResource(page.items(), older, newer, page.total(),
				(firstUnread != null) ? firstUnread.id() : null), headers);
	}

	private static String link(UriComponentsBuilder self, String cursor, long id, long limit) {
		return self.cloneBuilder().queryParam(cursor, id).queryParam("limit", limit).encode().build().toUriString();
	}

}
