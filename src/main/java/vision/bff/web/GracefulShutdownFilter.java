package vision.bff.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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

	private final ShutdownGate gate = new ShutdownGate();

	private volatile boolean running;

	GracefulShutdownFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.gate.enter()) {
			if (request.getProtocol().startsWith("HTTP/1.")) {
				response.setHeader(HttpHeaders.CONNECTION, "close");
			}
			this.problems.resolveException(request, response, null,
					new ProblemException(ProblemCode.OVERLOADED, "This instance is shutting down.")
						.retryAfter(ANOTHER_INSTANCE_TAKES_OVER));
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.gate.leave();
		}
	}

	@Override
	public void start() {
		this.gate.open();
		this.running = true;
	}

	@Override
	public void stop() {
		this.gate.close();
		this.running = false;
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.gate.close(callback);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
