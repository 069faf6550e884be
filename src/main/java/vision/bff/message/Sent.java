package vision.bff.message;

/**
 * A message that was sent.
 *
 * @param message as it was stored
 * @param textChanged whether the site stored another text than the one that was typed,
 * blanks around it aside
 * @param replayed whether an earlier try has sent it
 */
public record Sent(Message message, boolean textChanged, boolean replayed) {

	Sent again() {
		return new Sent(this.message, this.textChanged, true);
	}

}
