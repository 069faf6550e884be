package vision.bff.connection;

import java.nio.ByteBuffer;

/**
 * Whether the lines of a head are such that nobody understands them otherwise: each ends
 * with CRLF, none goes on in the next one, and an empty one ends them (RFC 9112, sections
 * 2.2, 3 and 5.2). Tomcat is laxer, and if a proxy in front reads it in another way, one
 * request can be smuggled into another.
 */
class HeadLines {

	private boolean begun;

	private boolean complete;

	private boolean strict = true;

	private boolean atLineStart = true;

	private byte previous;

	/** Takes bytes up to the end of the head, and leaves the others. */
	void accept(ByteBuffer bytes) {
		while (!this.complete && bytes.hasRemaining()) {
			accept(bytes.get());
		}
	}

	boolean isStrict() {
		return this.complete && this.strict;
	}

	private void accept(byte next) {
		switch (next) {
			case '\n' -> {
				this.strict &= this.previous == '\r';
				this.complete = this.begun && this.atLineStart;
				this.atLineStart = true;
			}
			case '\r' -> {
			}
			default -> {
				this.strict &= !(this.begun && this.atLineStart && (next == ' ' || next == '\t'));
				this.begun = true;
				this.atLineStart = false;
			}
		}
		this.previous = next;
	}

}
