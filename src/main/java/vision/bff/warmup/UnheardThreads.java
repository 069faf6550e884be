package vision.bff.warmup;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;

/**
 * Threads whose lines of the log are made, but not written: that which begins a work, and
 * those that it starts.
 */
final class UnheardThreads {

	private static final InheritableThreadLocal<Boolean> UNHEARD = new InheritableThreadLocal<>();

	private UnheardThreads() {
	}

	static void run(Work work) throws Exception {
		List<Runnable> restore = new ArrayList<>();
		UNHEARD.set(true);
		try {
			appenders().forEach((appender) -> restore.add(muffle(appender)));
			work.run();
		}
		finally {
			restore.forEach(Runnable::run);
			UNHEARD.remove();
		}
	}

	private static List<OutputStreamAppender<ILoggingEvent>> appenders() {
		List<OutputStreamAppender<ILoggingEvent>> appenders = new ArrayList<>();
		Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
		for (Iterator<Appender<ILoggingEvent>> each = root.iteratorForAppenders(); each.hasNext();) {
			if (each.next() instanceof OutputStreamAppender<ILoggingEvent> appender) {
				appenders.add(appender);
			}
		}
		return appenders;
	}

	private static Runnable muffle(OutputStreamAppender<ILoggingEvent> appender) {
		List<Filter<ILoggingEvent>> filters = appender.getCopyOfAttachedFiltersList();
		appender.addFilter(new Muffler(appender));
		return () -> {
			appender.clearAllFilters();
			filters.forEach(appender::addFilter);
		};
	}

	/**
	 * What is done unheard.
	 */
	interface Work {

		void run() throws Exception;

	}

	private static final class Muffler extends Filter<ILoggingEvent> {

		private final OutputStreamAppender<ILoggingEvent> appender;

		Muffler(OutputStreamAppender<ILoggingEvent> appender) {
			this.appender = appender;
		}

		@Override
		public FilterReply decide(ILoggingEvent event) {
			if (UNHEARD.get() == null) {
				return FilterReply.NEUTRAL;
			}
			this.appender.getEncoder().encode(event);
			return FilterReply.DENY;
		}

	}

}
