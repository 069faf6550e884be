package vision.bff.message;

import java.util.Optional;

/**
 * Under which key a message of mine was sent, so that whoever is shown it knows which one
 * it is.
 */
public interface SentKeys {

	/**
	 * The key of a message that this process has sent for this session in the last
	 * minutes. While such a message is on its way to this chat, this waits a moment for
	 * it, since it can be seen in the chat before the site has answered.
	 * @return nothing if there was no key, or if that is not known here
	 */
	Optional<String> of(Conversation conversation, long messageId);

}
