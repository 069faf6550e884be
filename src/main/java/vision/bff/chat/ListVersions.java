package vision.bff.chat;

import vision.bff.session.Session;

/**
 * A version of the chat list of each session, which moves with whatever makes the list
 * wrong, on any replica. A list that was asked for under another version is not served.
 */
public interface ListVersions {

	/**
	 * The version for lists of this process alone.
	 */
	String LOCAL = "";

	String current(Session session);

	/**
	 * Makes every list that is there, or on its way, one of an older version.
	 */
	void move(Session session);

}
