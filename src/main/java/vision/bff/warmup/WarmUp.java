package vision.bff.warmup;

import java.time.Duration;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Plays the whole service through: a second instance of the application in this process,
 * which nobody else can reach, answers calls of this process, and asks a recorded site.
 * Nothing of it stays but compiled code, since that belongs to the classes, which both
 * instances share.
 */
final class WarmUp {

	private static final Log logger = LogFactory.getLog(WarmUp.class);

	private final Class<?> application;

	private final Duration atMost;

	WarmUp(Class<?> application, Duration atMost) {
		this.application = application;
		this.atMost = atMost;
	}

	/** That it fails is no reason not to serve. */
	void run() {
		Pace pace = Pace.of(this.atMost);
		try {
			UnheardThreads.run(() -> rehearse(pace));
			logger.info("Warmed up with %d calls in %.1f s".formatted(pace.calls(), pace.seconds()));
		}
		catch (Exception ex) {
			logger.warn("The warm-up failed, so the first requests take longer", ex);
		}
	}

	/** What libraries measure for the whole process goes nowhere meanwhile. */
	private void rehearse(Pace pace) throws Exception {
		Set<MeterRegistry> registries = Set.copyOf(Metrics.globalRegistry.getRegistries());
		registries.forEach(Metrics::removeRegistry);
		try (RecordedSite site = RecordedSite.open();
				Rehearsal rehearsal = Rehearsal.start(this.application, site.port())) {
			rehearsal.play(pace);
		}
		finally {
			registries.forEach(Metrics::addRegistry);
		}
	}

}
