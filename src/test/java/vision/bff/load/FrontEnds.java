package vision.bff.load;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Front ends that mean well: each asks one thing after the other, and every answer and
 * its time is noted.
 */
final class FrontEnds implements AutoCloseable {

	private final Replica replica;

	private final Duration pause;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final Queue<Duration> times = new ConcurrentLinkedQueue<>();

	private volatile boolean done;

	/**
	 * @param pause how long each rests between two requests
	 */
	FrontEnds(Replica replica, Duration pause) {
		this.replica = replica;
		this.pause = pause;
	}

	/**
	 * Asks in turn for what it is given, until all end.
	 * @param isFine what an answer must be
	 */
	void ask(Supplier<HttpRequest> requests, Predicate<HttpResponse<String>> isFine) {
		this.threads.submit(() -> {
			while (!this.done) {
				askOnce(requests.get(), isFine);
				LockSupport.parkNanos(this.pause.toNanos());
			}
		});
	}

	private void askOnce(HttpRequest request, Predicate<HttpResponse<String>> isFine) {
		long start = System.nanoTime();
		try {
			HttpResponse<String> response = this.replica.send(request);
			this.times.add(Duration.ofNanos(System.nanoTime() - start));
			if (!isFine.test(response)) {
				this.failures.add(request.uri().getPath() + " " + response.statusCode() + " " + response.body());
			}
		}
		catch (IOException ex) {
			this.failures.add(request.uri().getPath() + " " + ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Ends them all.
	 * @return how long their answers took, in one line
	 */
	String end() {
		this.done = true;
		this.threads.close();
		List<Duration> sorted = this.times.stream().sorted().toList();
		return sorted.isEmpty() ? "no answer at all"
				: "%d answers, p50 %d ms, p99 %d ms, slowest %d ms".formatted(sorted.size(),
						sorted.get(sorted.size() / 2).toMillis(), sorted.get(sorted.size() * 99 / 100).toMillis(),
						sorted.getLast().toMillis());
	}

	int answers() {
		return this.times.size();
	}

	Queue<String> failures() {
		return this.failures;
	}

	@Override
	public void close() {
		this.done = true;
		this.threads.shutdownNow();
	}

}
