package vision.bff.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import vision.bff.message.image.ImageStructure;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Fingerprint;

/**
 * The bytes of an image, whose end can be reached only if it is whole, and the one that
 * is expected.
 */
final class ImageContent extends FilterInputStream {

	private ImageStructure rest;

	private @Nullable MessageDigest sha256;

	private @Nullable String expected;

	private volatile @Nullable String digest;

	private final CompletableFuture<Boolean> read = new CompletableFuture<>();

	ImageContent(InputStream content, ImageStructure structure) {
		super(content);
		this.rest = structure;
	}

	CompletableFuture<Boolean> whenRead() {
		return this.read;
	}

	/** Has the digest made, and compared with this one unless it is {@code null}. */
	void expect(@Nullable String expected) {
		this.sha256 = Fingerprint.sha256();
		this.expected = expected;
	}

	Optional<String> digest() {
		return Optional.ofNullable(this.digest);
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		if (read < 0) {
			if (this.rest != ImageStructure.End.WHOLE) {
				throw notWhole("must be whole, but ends before its format says");
			}
			end();
			return read;
		}
		this.rest = this.rest.after(bytes, offset, read);
		if (this.rest == ImageStructure.End.BROKEN) {
			throw notWhole("must be whole, but goes on as its format does not");
		}
		if (this.sha256 != null) {
			this.sha256.update(bytes, offset, read);
		}
		return read;
	}

	/** Can be called again, since the end can be read more than once. */
	private void end() {
		if (this.sha256 != null && this.digest == null) {
			this.digest = HexFormat.of().formatHex(this.sha256.digest());
		}
		if (this.expected != null && !this.expected.equals(this.digest)) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
		}
		this.read.complete(true);
	}

	private static ProblemException notWhole(String message) {
		return new ProblemException(ProblemCode.INVALID_IMAGE, InvalidValue.pointer("/image", message));
	}

}
