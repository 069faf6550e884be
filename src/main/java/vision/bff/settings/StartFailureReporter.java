package vision.bff.settings;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Says in one line why there is no start, and what to do. Spring Boot's own reporter, of
 * many lines, is switched off.
 */
class StartFailureReporter implements FailureAnalysisReporter {

	private static final Log logger = LogFactory.getLog(StartFailureReporter.class);

	@Override
	public void report(FailureAnalysis analysis) {
		String mend = (analysis.getAction() != null) ? analysis.getAction() : "";
		logger.error("Cannot start. %s %s".formatted(analysis.getDescription(), mend).strip().replaceAll("\\s+", " "));
		logger.debug("The cause", analysis.getCause());
	}

}
