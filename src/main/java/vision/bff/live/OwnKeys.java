package vision.bff.live;

import vision.bff.message.Conversation;
import vision.bff.message.SentKeys;
import vision.bff.session.Session;

/**
 * The keys with which a session has sent its messages.
 */
record OwnKeys(Session session, SentKeys keys) {

	/** The same news, in which each message has its key. */
	News in(News news) {
		return new News(news.events().stream().map(this::withKey).toList(), news.idWithin(), news.idAfter());
	}

	private LiveEvent withKey(LiveEvent event) {
		if (event instanceof LiveEvent.NewMessage sent && sent.message().mine()) {
			return this.keys.of(new Conversation(this.session, sent.userId()), sent.message().id())
				.map(sent::sentWith)
				.orElse(sent);
		}
		return event;
	}

}
