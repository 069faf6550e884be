package vision.bff.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Lets the requests in flight finish before the web server stops to listen. Whoever comes
 * meanwhile is sent away at once, to another connection and so to another instance. How
 * long that may take is bounded by {@code spring.lifecycle.timeout-per-shutdown-phase}.
 */
class GracefulShutdownFilter extends HttpFilter implements SmartLifecycle {

	private static final Duration ANOTHER_INSTANCE_TAKES_OVER = Duration.ofSeconds(1);

	private final HandlerExceptionResolver problems;

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> whenNoneIsLeft = new AtomicReference<>();

	private volatile boolean running;

	private volatile boolean stopping;

	GracefulShutdownFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!enter()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
			this.problems.resolveException(request, response, null,
					new ProblemException(ProblemCode.OVERLOADED, "This instance is shutting down.")
						.retryAfter(ANOTHER_INSTANCE_TAKES_OVER));
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			leave();
		}
	}

	/**
	 * Counts itself before it looks whether we are stopping; {@link #stop(Runnable)} says
	 * so before it looks at the count. Nobody slips through between.
	 */
	private boolean enter() {
		this.count.incrementAndGet();
		if (this.stopping) {
			leave();
			return false;
		}
		return true;
	}

	private void leave() {
		if (this.count.decrementAndGet() == 0) {
			noneIsLeft();
		}
	}

	@Override
	public void start() {
		this.stopping = false;
		this.running = true;
	}

	@Override
	public void stop() {
		this.stopping = true;
		this.running = false;
	}

	@Override
	public void stop(Runnable callback) {
		stop();
		this.whenNoneIsLeft.set(callback);
		if (this.count.get() == 0) {
			noneIsLeft();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

	private void noneIsLeft() {
		Runnable callback = this.whenNoneIsLeft.getAndSet(null);
		if (callback != null) {
			callback.run();
		}
	}

}
