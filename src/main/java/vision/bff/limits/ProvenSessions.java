package vision.bff.limits;

import vision.bff.session.Session;

/**
 * The sessions that have proved themselves, by a success that only the site can have
 * given them. A proof lasts for an hour after it was last needed.
 */
public interface ProvenSessions {

	boolean contains(Session session);

	void add(Session session);

	void remove(Session session);

}
