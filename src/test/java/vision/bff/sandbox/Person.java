package vision.bff.sandbox;

import java.util.Set;

/**
 * Somebody with an account.
 *
 * @param name the name as stored, HTML-escaped
 * @param verified {@code 0}, {@code 1} or {@code 2}, where 1 means verified
 */
record Person(long id, String username, String name, String verified, boolean refusesMessages, Set<Long> blocked) {

	boolean isApartFrom(Person other) {
		return this.blocked.contains(other.id) || other.blocked.contains(this.id);
	}

	String session() {
		return this.username + "-session";
	}

}
