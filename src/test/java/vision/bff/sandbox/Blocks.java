package vision.bff.sandbox;

import java.util.HashSet;
import java.util.Set;

/**
 * Who has blocked whom.
 */
final class Blocks {

	private final Set<Block> blocks = new HashSet<>();

	void add(Person by, Person blocked) {
		this.blocks.add(new Block(by.id(), blocked.id()));
	}

	void remove(Person by, Person blocked) {
		this.blocks.remove(new Block(by.id(), blocked.id()));
	}

	/**
	 * Whether one has blocked the other, whoever it was.
	 */
	boolean areApart(Person one, Person other) {
		return this.blocks.contains(new Block(one.id(), other.id()))
				|| this.blocks.contains(new Block(other.id(), one.id()));
	}

	private record Block(long by, long blocked) {
	}

}
