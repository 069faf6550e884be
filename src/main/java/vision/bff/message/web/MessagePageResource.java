package vision.bff.message.web;

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
	 * The page as a body, with its neighbours in a Link header too.
	 * @param self the path and query of this page, without position and limit
	 * @param firstUnread the message at which the reader begins, if this page tells that
	 */
	static HttpEntity<MessagePageResource> answer(MessagePage page, UriComponentsBuilder self, long limit,
			@Nullable Message firstUnread) {
		PageLinks links = PageLinks.of(page, self, limit);
		HttpHeaders headers = new HttpHeaders();
		headers.setCacheControl("no-store");
		links.write(headers);
		return new HttpEntity<>(new MessagePageResource(page.items(), links.older(), links.newer(), page.total(),
				(firstUnread != null) ? firstUnread.id() : null), headers);
	}

}
