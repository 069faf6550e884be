package vision.bff.message;

import java.time.Instant;

/**
 * A message that was sent.
 *
 * @param message as it was stored
 * @param textChanged whether the site stored another text than the one that was typed,
 * blanks around it aside
 * @param replayed whether an earlier try has sent it
 */
public record Sent(Message message, boolean textChanged, boolean replayed) {

	/**
	 * The same message, of which it is known when it was sent better than the site tells.
	 */
	public Sent within(Instant earliest, Instant latest) {
		return new Sent(this.message.sentWithin(earliest, latest), this.textChanged, this.replayed);
	}

	Sent again() {
		return new Sent(this.message, this.textChanged, true);
	}

}
