package vision.bff.live;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One client of a watch.
 */
public final class Subscription implements AutoCloseable {

	private final Knowledge knowledge;

	private final Runnable whenThereIsNews;

	private final Consumer<Subscription> whenClosed;

	private final AtomicLong untoldSince = new AtomicLong();

	private volatile @Nullable Watch watch;

	Subscription(Knowledge knowledge, Runnable whenThereIsNews, Consumer<Subscription> whenClosed) {
		this.knowledge = knowledge;
		this.whenThereIsNews = whenThereIsNews;
		this.whenClosed = whenClosed;
	}

	void attach(Watch watch) {
		this.watch = watch;
	}

	boolean isAttached() {
		return this.watch != null;
	}

	Watch watch() {
		return Objects.requireNonNull(this.watch);
	}

	/**
	 * When the first change was seen that is not told yet, as {@link System#nanoTime()};
	 * it counts as told then.
	 * @return 0 for none
	 */
	public long takeUntoldSince() {
		return this.untoldSince.getAndSet(0);
	}

	/** What is to be told now, which counts as told then. */
	public News news() {
		return watch().keys().in(this.knowledge.learn(watch().state()));
	}

	/** Whether the site does not know the session. */
	public boolean isRefused() {
		return watch().state().ended();
	}

	Knowledge knowledge() {
		return this.knowledge;
	}

	void changed() {
		this.untoldSince.compareAndSet(0, System.nanoTime());
		this.whenThereIsNews.run();
	}

	@Override
	public void close() {
		this.whenClosed.accept(this);
	}

}
