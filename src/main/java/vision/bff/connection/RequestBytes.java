package vision.bff.connection;

import java.nio.ByteBuffer;

/**
 * Tells the heads from the bodies in what arrives on a connection, one request after the
 * other.
 */
final class RequestBytes {

	static final long UNKNOWN_LENGTH = Long.MAX_VALUE;

	private HeadLines head = new HeadLines();

	private long bodyLeft;

	void accept(ByteBuffer bytes) {
		int ofTheBody = Math.toIntExact(Math.min(this.bodyLeft, bytes.remaining()));
		if (this.bodyLeft != UNKNOWN_LENGTH) {
			this.bodyLeft -= ofTheBody;
		}
		this.head.accept(bytes.position(bytes.position() + ofTheBody));
	}

	/** The head is there, and tells whether its lines were strict; the body comes. */
	boolean beginBody(long length) {
		boolean strict = this.head.isStrict();
		this.head = new HeadLines();
		this.bodyLeft = length;
		return strict;
	}

	/** The body is over, if only its end could tell that. */
	void endBody() {
		if (this.bodyLeft == UNKNOWN_LENGTH) {
			this.bodyLeft = 0;
		}
	}

}
