package vision.bff.upstream.call;

import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.NoAnswer;

/**
 * What a call is for, and so what may be made of its failures.
 */
enum CallKind {

	/** Asks for something, and can be made again. */
	READ,

	/** Asks in a way that not every site can answer, and can be made again. */
	SEARCH,

	/** Changes something, and is made once. */
	WRITE,

	/** Sends an image, once, at the pace of whoever sends it to us. */
	UPLOAD,

	/** Asks for a session, once, in a way that not every site has. */
	SIGN_IN;

	boolean isRepeatable() {
		return this == READ || this == SEARCH;
	}

	/**
	 * Whether an answer is a sign that the site as a whole is out of order. That a search
	 * is broken is no such sign. What somebody wrote can be what a firewall dislikes. How
	 * an image is received depends on the image, and how long that takes on who sends it
	 * to us (UPSTREAM.md, "search_messages", "send_message"). How a site keeps its own
	 * sign-in is nobody else's matter.
	 */
	boolean isOutage(Answer answer) {
		return switch (answer) {
			case NoAnswer none -> switch (none) {
				case REFUSED, UNKNOWN_HOST, UNTRUSTED, NOT_CONNECTED -> true;
				case LATE, BROKEN, GARBLED -> this != UPLOAD && this != SIGN_IN;
				case TOO_LONG, NO_TIME_LEFT -> false;
			};
			case Answer.Outage outage -> outage.isTransient() || this == READ || this == WRITE;
			case Answer.Unreadable _ -> this == READ || this == WRITE;
			case Answer.Busy _, Answer.Redirect _ -> this != SIGN_IN;
			case Answer.Challenge _ -> this == READ;
			case Answer.DatabaseDown _ -> true;
			case Answer.Success _, Answer.Empty _, Answer.Rejected _, Answer.Declined _, Answer.SessionRefused _,
					Answer.TooLarge _, Answer.Disabled _, Answer.Fault _ ->
				false;
		};
	}

}
