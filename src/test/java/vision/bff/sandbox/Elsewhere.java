package vision.bff.sandbox;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What people do with phones and browsers of their own, as requests that nobody sees.
 */
record Elsewhere(Site site, Instant now, SandboxSettings settings) {

	/**
	 * The id of the message, unless it was a false success that stored nothing.
	 */
	OptionalLong write(String sender, String recipient, String text) {
		Person from = person(sender);
		Call call = Call.sendText(person(recipient), text);
		long before = this.site.lastMessageId();
		Answer answer = new WritingCalls(new Visit(this.site, call, from, this.now, this.settings)).sendMessage();
		if (!answer.isSuccess()) {
			throw new IllegalArgumentException("The site refuses the message: " + answer.text());
		}
		long after = this.site.lastMessageId();
		return (after > before) ? OptionalLong.of(after) : OptionalLong.empty();
	}

	void post(String sender, String recipient, FileType type) {
		this.site.share(person(sender), person(recipient), type, this.now);
	}

	void read(String reader, String sender) {
		Person me = person(reader);
		Person other = person(sender);
		Site.visible(this.site.between(me, other).values(), me, Long.MAX_VALUE)
			.forEach((message) -> message.readBy(me, this.now));
	}

	void delete(String username, long id) {
		Person me = person(username);
		StoredMessage message = this.site.message(id);
		if (message == null || !message.isKnownTo(me)) {
			throw new IllegalArgumentException("%s has no message %d.".formatted(username, id));
		}
		message.deleteFor(me);
	}

	void clear(String owner, String other, boolean deleteChat) {
		this.site.clear(person(owner), person(other), deleteChat);
	}

	void block(String by, String blocked) {
		this.site.blocks().add(person(by), person(blocked));
	}

	void unblock(String by, String blocked) {
		this.site.blocks().remove(person(by), person(blocked));
	}

	void signIn(String username, String session) {
		this.site.sessions().keepPhone(person(username), session);
	}

	void duplicateChat(String owner, String other) {
		this.site.duplicateChat(person(owner), person(other), this.now);
	}

	private Person person(String username) {
		return this.site.named(username);
	}

}
