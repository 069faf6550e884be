package vision.bff.upstream.call;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

import vision.bff.media.ByteRange;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;

/**
 * Asks for files as anybody can: no credential goes out for them, and no redirect is
 * followed. It is not the client of the calls, which has each answer in memory as a
 * whole.
 */
final class FileClient implements AutoCloseable {

	static final int PARTIAL_CONTENT = 206;

	private static final int REDIRECTS = 300;

	private static final int CLIENT_ERRORS = 400;

	private static final int RANGE_NOT_SATISFIABLE = 416;

	private static final int SERVER_ERRORS = 500;

	private final HttpClient client;

	private final TimeoutProperties timeouts;

	private final Scheduler timer;

	FileClient(TimeoutProperties timeouts, Scheduler timer) {
		this.client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(timeouts.connect())
			.executor(Executors.newVirtualThreadPerTaskExecutor())
			.build();
		this.timeouts = timeouts;
		this.timer = timer;
	}

	/**
	 * The file, or the part of it, while it arrives.
	 * @throws ProblemException for any answer but 200 and 206, or none
	 */
	HttpResponse<InputStream> get(URI address, @Nullable ByteRange range) throws IOException {
		Duration limit = Deadline.left(this.timeouts.response());
		if (!limit.isPositive()) {
			throw new ProblemException(ProblemCode.UPSTREAM_TIMEOUT);
		}
		HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(limit);
		if (range != null) {
			request.header("Range", range.value());
		}
		try {
			HttpResponse<InputStream> response = this.client.send(request.build(), (_) -> BodySubscribers
				.mapping(BodySubscribers.ofInputStream(), (body) -> new ArrivingBody(body, this.timeouts, this.timer)));
			ProblemException problem = problem(response.statusCode());
			if (problem != null) {
				response.body().close();
				throw problem;
			}
			return response;
		}
		catch (IOException ex) {
			throw ArrivingBody.problem(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemCode.OVERLOADED);
		}
	}

	private static @Nullable ProblemException problem(int status) {
		if (status == 200 || status == PARTIAL_CONTENT) {
			return null;
		}
		if (status == RANGE_NOT_SATISFIABLE) {
			return new ProblemException(ProblemCode.RANGE_NOT_SATISFIABLE);
		}
		if (status >= SERVER_ERRORS) {
			return new ProblemException(ProblemCode.UPSTREAM_ERROR);
		}
		if (status >= CLIENT_ERRORS) {
			return new ProblemException(ProblemCode.MEDIA_NOT_FOUND);
		}
		return new ProblemException(
				(status >= REDIRECTS) ? ProblemCode.UPSTREAM_UNREACHABLE : ProblemCode.UPSTREAM_UNREADABLE);
	}

	@Override
	public void close() {
		this.client.shutdownNow();
	}

}
