package vision.bff.media;

import java.io.IOException;
import java.net.URI;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * The files of the site.
 */
public interface MediaFiles {

	/** No file is larger. */
	long MAX_SIZE = 25 * 1024 * 1024;

	/**
	 * Reads a file, or a part of it, while it arrives. That needs a deadline.
	 * @param session whose share of those that are read at once it is one of; the site
	 * does not learn of it
	 * @param address of the site itself
	 * @param range what is wanted, or {@code null} for all
	 * @param reading what is done with it, which can throw what the site makes of it
	 * meanwhile
	 * @throws ProblemException {@code media-not-found}, {@code range-not-satisfiable};
	 * {@code upstream-unreadable} for what is no picture, sound or film, or too large;
	 * {@code overloaded}; or what keeps the site from answering
	 * @throws IOException of the reading
	 */
	void read(Session session, URI address, @Nullable ByteRange range, Reading reading) throws IOException;

	/** What is done with a file. */
	@FunctionalInterface
	interface Reading {

		void read(MediaFile file) throws IOException;

	}

}
