package vision.bff.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Before the web server stops: says that this process is not ready any more, refuses new
 * requests, and waits for those that are under way, as long as
 * {@code spring.lifecycle.timeout-per-shutdown-phase} allows. An idle process does not
 * wait.
 */
final class Draining extends OncePerRequestFilter implements SmartLifecycle {

	private static final Duration UNTIL_ANOTHER_IS_THERE = Duration.ofSeconds(1);

	private final ApplicationContext context;

	private final HandlerExceptionResolver problems;

	private int underWay;

	private boolean running = true;

	private @Nullable Runnable whenDone;

	Draining(ApplicationContext context, HandlerExceptionResolver problems) {
		this.context = context;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!enter()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
			this.problems.resolveException(request, response, null,
					new ProblemException(ProblemCode.OVERLOADED).retryAfter(UNTIL_ANOTHER_IS_THERE));
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			leave();
		}
	}

	private synchronized boolean enter() {
		if (this.running) {
			this.underWay++;
		}
		return this.running;
	}

	private synchronized void leave() {
		this.underWay--;
		finishIfIdle();
	}

	private void finishIfIdle() {
		if (this.underWay == 0 && this.whenDone != null) {
			this.whenDone.run();
			this.whenDone = null;
		}
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		synchronized (this) {
			this.running = false;
			this.whenDone = callback;
			finishIfIdle();
		}
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
