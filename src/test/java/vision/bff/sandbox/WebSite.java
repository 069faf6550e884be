package vision.bff.sandbox;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * The front door: the web server, and one call at a time.
 */
final class WebSite {

	private final Lock lock = new ReentrantLock();

	private final Clock clock;

	private volatile SandboxSettings settings;

	private Site site;

	WebSite(Clock clock, SandboxSettings settings) {
		this.clock = clock;
		this.settings = settings;
		this.site = Seed.plant(clock.instant(), settings.dialect());
	}

	SandboxSettings settings() {
		return this.settings;
	}

	void settings(SandboxSettings settings) {
		this.settings = settings;
	}

	void reset(SandboxSettings settings) {
		locked(() -> {
			Site former = this.site;
			restart(settings);
			this.site.continueIdsOf(former);
		});
	}

	void restart(SandboxSettings settings) {
		locked(() -> {
			this.settings = settings;
			this.site = Seed.plant(this.clock.instant(), settings.dialect());
		});
	}

	<T extends @Nullable Object> T elsewhere(Function<Elsewhere, T> done) {
		this.lock.lock();
		try {
			return done.apply(new Elsewhere(this.site, this.clock.instant(), this.settings));
		}
		finally {
			this.lock.unlock();
		}
	}

	Answer answer(Request request) {
		SandboxSettings settings = this.settings;
		if (Call.size(request) > settings.uploads().webServer()) {
			return Answer.webServer(413);
		}
		Call call = Call.of(request, settings);
		if (isFiltered(call.rawQuery())) {
			return Answer.webServer(403);
		}
		this.lock.lock();
		try {
			return (Scripts.call(call.path()) != null) ? printed(Scripts.answer(opened(call))) : file(call.path());
		}
		finally {
			this.lock.unlock();
		}
	}

	private void locked(Runnable action) {
		this.lock.lock();
		try {
			action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	private OpenCall opened(Call call) {
		return new OpenCall(this.site, call, this.clock.instant(), this.settings);
	}

	private Answer printed(Answer answer) {
		if (this.settings.has(Quirk.ERRORS_HIDDEN)) {
			return answer.isFatalError() ? Answer.EMPTY_ERROR : answer;
		}
		return (this.settings.has(Quirk.WARNINGS) && answer.isJson()) ? answer.afterWarning() : answer;
	}

	private Answer file(String path) {
		byte @Nullable [] bytes = this.site.files().find(path.substring(1));
		String type = StoredFiles.contentType(path);
		return (bytes != null && type != null) ? new Answer(200, type, bytes) : Answer.webServer(404);
	}

	private static boolean isFiltered(String rawQuery) {
		String query = rawQuery.toLowerCase(Locale.ROOT);
		return query.contains("=http://") || query.contains("=../") || query.contains("concat(");
	}

}
