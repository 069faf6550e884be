package vision.bff.sandbox;

/**
 * Somebody with an account.
 *
 * @param name the name as stored, HTML-escaped
 * @param verified {@code 0}, {@code 1} or {@code 2}, where 1 means verified
 * @param about what they say of themselves, HTML-escaped
 */
record Person(long id, String username, String name, String verified, boolean refusesMessages, String about) {

	/**
	 * The token of the phone that everybody has from the beginning.
	 */
	String session() {
		return this.username + "-session";
	}

	String password() {
		return this.username + "-password";
	}

	String email() {
		return this.username + "@example.com";
	}

	/**
	 * From where they came last. Nobody should ever see it.
	 */
	String address() {
		return "203.0.113." + this.id;
	}

	String firstName() {
		return this.name.split(" ", 2)[0];
	}

	String lastName() {
		return this.name.substring(firstName().length()).strip();
	}

	boolean isCalled(String login) {
		return this.username.equalsIgnoreCase(login) || this.email().equalsIgnoreCase(login);
	}

}
