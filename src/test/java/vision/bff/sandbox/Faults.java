package vision.bff.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * The faults that wait, first come, first served.
 */
final class Faults {

	private final List<Waiting> waiting = new ArrayList<>();

	synchronized void add(PlannedFault fault) {
		this.waiting.add(new Waiting(fault, new Random(fault.seed())));
	}

	synchronized void clear() {
		this.waiting.clear();
	}

	/**
	 * Those that wait, with the times they have left.
	 */
	synchronized List<PlannedFault> all() {
		return this.waiting.stream().map(Waiting::fault).toList();
	}

	/**
	 * The fault of the next request, or null when it goes well.
	 */
	synchronized @Nullable PlannedFault next(String path) {
		for (int i = 0; i < this.waiting.size(); i++) {
			Waiting candidate = this.waiting.get(i);
			PlannedFault fault = candidate.fault();
			if (fault.isFor(path) && candidate.random().nextDouble() < fault.share()) {
				use(i, candidate);
				return fault;
			}
		}
		return null;
	}

	private void use(int index, Waiting used) {
		int times = used.fault().times();
		if (times == 1) {
			this.waiting.remove(index);
		}
		else if (times != PlannedFault.ALWAYS) {
			this.waiting.set(index, new Waiting(used.fault().withTimes(times - 1), used.random()));
		}
	}

	private record Waiting(PlannedFault fault, Random random) {
	}

}
