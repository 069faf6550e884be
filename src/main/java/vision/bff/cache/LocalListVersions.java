package vision.bff.cache;

import vision.bff.chat.ListVersions;
import vision.bff.session.Session;

/**
 * One version for ever: a process that is alone evicts its lists.
 */
final class LocalListVersions implements ListVersions {

	@Override
	public String current(Session session) {
		return LOCAL;
	}

	@Override
	public void move(Session session) {
	}

}
