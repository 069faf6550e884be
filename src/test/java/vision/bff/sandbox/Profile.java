package vision.bff.sandbox;

/**
 * What the site gives away about somebody, far more than anybody should pass on.
 */
record Profile(Person person, OpenCall open) {

	private static final int LAST_ACTIVE = 1_600_000_000;

	/**
	 * A row of {@code search_people}.
	 */
	JsonObject row() {
		String username = switch (this.open.dialect()) {
			case A, EARLY -> "@" + this.person.username();
			case B, C -> this.person.username();
		};
		return new JsonObject().with("id", this.person.id())
			.with("username", username)
			.with("fname", this.person.firstName())
			.with("lname", this.person.lastName())
			.with("email", this.person.email())
			.with("avatar", avatar())
			.with("verified", this.person.verified())
			.with("name", this.person.name())
			.with("url", url())
			.with("last_active", LAST_ACTIVE);
	}

	/**
	 * The data of {@code profile}.
	 */
	JsonObject page() {
		JsonObject page = new JsonObject().with("id", this.person.id())
			.with("first_name", this.person.firstName())
			.with("last_name", this.person.lastName())
			.with("user_name", this.person.username())
			.with("avatar", avatar())
			.with("cover", this.open.origin() + "/upload/default/cover.png")
			.with("email", this.person.email())
			.with("is_verified", this.person.verified())
			.with("about_you", this.person.about())
			.with("url", url())
			.with("last_active", LAST_ACTIVE);
		return switch (this.open.dialect()) {
			case A, B, EARLY -> page.with("ip_address", this.person.address());
			case C -> page;
		};
	}

	/**
	 * The 23 fields of a mobile login.
	 */
	JsonObject account() {
		return new JsonObject().with("user_id", this.person.id())
			.with("first_name", this.person.firstName())
			.with("last_name", this.person.lastName())
			.with("user_name", this.person.username())
			.with("profile_picture", avatar())
			.with("cover_picture", this.open.origin() + "/upload/default/cover.png")
			.with("email", this.person.email())
			.with("is_verified", this.person.verified())
			.with("website", "")
			.with("about_you", this.person.about())
			.with("gender", "T")
			.with("country", "")
			.with("post_count", 0)
			.with("last_post", 0)
			.with("last_ad", 0)
			.with("language", "english")
			.with("ip_address", this.person.address())
			.with("following_count", 0)
			.with("follower_count", 0)
			.with("wallet", "0.00")
			.with("last_active", LAST_ACTIVE)
			.with("member_since", LAST_ACTIVE)
			.with("profile_privacy", "everyone");
	}

	private String avatar() {
		return this.open.origin() + "/" + StoredFiles.AVATAR;
	}

	private String url() {
		return this.open.origin() + "/@" + this.person.username();
	}

}
