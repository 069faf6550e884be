package vision.bff.media.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.media.ByteRange;
import vision.bff.media.MediaFile;
import vision.bff.media.MediaFiles;
import vision.bff.media.MediaLinks;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.Deadline;
import vision.bff.time.RequestBudget;

/**
 * Hands on what the links stand for. There are none where that is switched off.
 */
@RestController
class MediaController {

	/** The name of a file of the site is never given to another one. */
	private static final String KEPT = "private, max-age=86400, immutable";

	private static final int PIECE = 16 * 1024;

	private final Optional<MediaLinks> links;

	private final Optional<MediaFiles> files;

	private final RequestBudget budget;

	MediaController(Optional<MediaLinks> links, Optional<MediaFiles> files, RequestBudget budget) {
		this.links = links;
		this.files = files;
		this.budget = budget;
	}

	@GetMapping(path = "/media", produces = { "image/*", "audio/*", "video/*" })
	void show(Session session, @RequestParam String u,
			@RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		URI address = this.links.flatMap((all) -> all.of(session).address(u))
			.orElseThrow(() -> new ProblemException(ProblemCode.MEDIA_NOT_FOUND));
		boolean head = request.getMethod().equals(HttpMethod.HEAD.name());
		try {
			Deadline.within(this.budget.upload(), () -> read(session, address, range, head, response));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private void read(Session session, URI address, @Nullable String range, boolean head,
			HttpServletResponse response) {
		try {
			this.files.orElseThrow()
				.read(session, address, ByteRange.of(range), (file) -> answer(file, head, response));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void answer(MediaFile file, boolean head, HttpServletResponse response) throws IOException {
		response.setContentType(file.format().mediaType());
		response.setHeader(HttpHeaders.CACHE_CONTROL, KEPT);
		response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
		if (file.contentRange() != null) {
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setHeader(HttpHeaders.CONTENT_RANGE, file.contentRange());
		}
		if (file.length() >= 0) {
			response.setContentLengthLong(file.length());
		}
		if (!head) {
			copy(file.content(), response);
		}
	}

	/** What breaks off must not look whole, so the connection ends with it. */
	private static void copy(InputStream content, HttpServletResponse response) throws IOException {
		OutputStream out = response.getOutputStream();
		response.flushBuffer();
		byte[] piece = new byte[PIECE];
		try {
			for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
				out.write(piece, 0, count);
			}
		}
		catch (ProblemException ex) {
			throw new CloseNowException("The file broke off: " + ex.code().code());
		}
	}

}
