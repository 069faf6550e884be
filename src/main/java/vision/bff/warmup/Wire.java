package vision.bff.warmup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * As much of HTTP/1.1 as both ends of the warm-up need, so that little else than the
 * service itself has to be compiled.
 */
final class Wire implements Closeable {

	private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

	private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");

	private static final int PATIENCE_MILLIS = 10_000;

	private final Socket socket;

	private final InputStream input;

	Wire(Socket socket) throws IOException {
		this.socket = socket;
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.input = new BufferedInputStream(socket.getInputStream());
	}

	static Wire to(int port) throws IOException {
		return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
	}

	void write(byte[] message) throws IOException {
		this.socket.getOutputStream().write(message);
	}

	/**
	 * Reads a whole message.
	 * @return its head, or {@code null} if there are no more
	 */
	@Nullable String read() throws IOException {
		String head;
		try {
			head = readUntil("\r\n\r\n");
		}
		catch (EOFException ex) {
			return null;
		}
		Matcher length = LENGTH.matcher(head);
		if (length.find()) {
			this.input.skipNBytes(Long.parseLong(length.group(1)));
		}
		else if (CHUNKED.matcher(head).find()) {
			readUntil("\r\n0\r\n\r\n");
		}
		return head;
	}

	private String readUntil(String end) throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		int matched = 0;
		while (matched < end.length()) {
			int next = this.input.read();
			if (next < 0) {
				throw new EOFException();
			}
			read.write(next);
			matched = (next == end.charAt(matched)) ? matched + 1 : (next == end.charAt(0)) ? 1 : 0;
		}
		return read.toString(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
