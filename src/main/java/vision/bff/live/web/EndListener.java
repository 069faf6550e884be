package vision.bff.live.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Forgets a stream that has ended, for whatever reason.
 */
record EndListener(EventStream stream, EventStreams streams) implements AsyncListener {

	@Override
	public void onComplete(AsyncEvent event) {
		end();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		end();
	}

	@Override
	public void onError(AsyncEvent event) {
		end();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	private void end() {
		this.stream.close();
		this.streams.remove(this.stream);
	}

}
