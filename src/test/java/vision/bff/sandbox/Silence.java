package vision.bff.sandbox;

import com.github.tomakehurst.wiremock.common.Notifier;

final class Silence implements Notifier {

	@Override
	public void info(String message) {
	}

	@Override
	public void error(String message) {
	}

	@Override
	public void error(String message, Throwable ex) {
	}

}
