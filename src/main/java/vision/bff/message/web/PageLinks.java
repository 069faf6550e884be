package vision.bff.message.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.message.MessagePage;

/**
 * Where the neighbours of a page are.
 */
record PageLinks(@Nullable String older, @Nullable String newer) {

	static PageLinks of(MessagePage page, UriComponentsBuilder self, long limit) {
		return new PageLinks((page.older() != null) ? link(self, "before", page.older().id(), limit) : null,
				(page.newer() != null) ? link(self, "after", page.newer().id(), limit) : null);
	}

	private static String link(UriComponentsBuilder self, String cursor, long id, long limit) {
		return self.cloneBuilder().queryParam(cursor, id).queryParam("limit", limit).encode().build().toUriString();
	}

	/** As a Link header (RFC 8288), if there are any. */
	void write(HttpHeaders headers) {
		List<String> links = new ArrayList<>();
		if (this.older != null) {
			links.add("<" + this.older + ">; rel=\"prev\"");
		}
		if (this.newer != null) {
			links.add("<" + this.newer + ">; rel=\"next\"");
		}
		if (!links.isEmpty()) {
			headers.set(HttpHeaders.LINK, String.join(", ", links));
		}
	}

}
