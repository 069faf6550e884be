package vision.bff.upstream.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.resilience4j.bulkhead.Bulkhead;
import org.jspecify.annotations.Nullable;

import vision.bff.media.ByteRange;
import vision.bff.media.MediaFile;
import vision.bff.media.MediaFiles;
import vision.bff.media.MediaFormat;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Reads files of the site, so many at once.
 */
final class SiteFiles implements MediaFiles {

	private static final Duration MANY_AT_ONCE = Duration.ofSeconds(1);

	/** One session has at most half of those that are read at once. */
	private static final int SHARE_OF_A_SESSION = 2;

	private static final Pattern CONTENT_RANGE = Pattern
		.compile("bytes (?<first>[0-9]{1,15})-[0-9]{1,15}/(?<size>[0-9]{1,15})");

	private final FileClient client;

	private final Bulkhead files;

	private final SessionBulkheads filesOfSession;

	SiteFiles(FileClient client, Bulkhead files) {
		this.client = client;
		this.files = files;
		this.filesOfSession = new SessionBulkheads(
				Math.ceilDiv(files.getBulkheadConfig().getMaxConcurrentCalls(), SHARE_OF_A_SESSION));
	}

	@Override
	public void read(Session session, URI address, @Nullable ByteRange range, Reading reading) throws IOException {
		Semaphore place = this.filesOfSession.enter(session.fingerprint());
		try {
			if (!this.files.tryAcquirePermission()) {
				throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(MANY_AT_ONCE);
			}
			try {
				read(address, range, reading);
			}
			finally {
				this.files.onComplete();
			}
		}
		finally {
			place.release();
		}
	}

	private void read(URI address, @Nullable ByteRange range, Reading reading) throws IOException {
		boolean shown = range == null || range.isWhole();
		MediaFormat format = shown ? null : formatOf(address);
		HttpResponse<InputStream> response = this.client.get(address, range);
		try (InputStream body = response.body()) {
			long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
			if (length > MAX_SIZE) {
				throw ArrivingBody.tooLarge();
			}
			String contentRange = (response.statusCode() == FileClient.PARTIAL_CONTENT)
					? contentRange(response, format != null) : null;
			byte[] beginning = {};
			if (format == null) {
				beginning = body.readNBytes(MediaFormat.SIGNATURE_LENGTH);
				format = format(beginning);
			}
			reading.read(new MediaFile(format, contentRange, length,
					new SequenceInputStream(new ByteArrayInputStream(beginning), body)));
		}
	}

	/** A part need not begin with what tells the format. */
	private MediaFormat formatOf(URI address) throws IOException {
		try (InputStream beginning = this.client.get(address, ByteRange.BEGINNING).body()) {
			return format(beginning.readNBytes(MediaFormat.SIGNATURE_LENGTH));
		}
	}

	private static MediaFormat format(byte[] beginning) {
		return MediaFormat.of(beginning)
			.orElseThrow(() -> new ProblemException(ProblemCode.UPSTREAM_UNREADABLE,
					"What is there is no picture, sound or film that can be handed on."));
	}

	private static String contentRange(HttpResponse<?> response, boolean anywhere) {
		String given = response.headers().firstValue("Content-Range").orElse("");
		Matcher range = CONTENT_RANGE.matcher(given);
		if (!range.matches() || !(anywhere || Long.parseLong(range.group("first")) == 0)) {
			throw new ProblemException(ProblemCode.UPSTREAM_UNREADABLE);
		}
		if (Long.parseLong(range.group("size")) > MAX_SIZE) {
			throw ArrivingBody.tooLarge();
		}
		return given;
	}

}
