package vision.bff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line between browsers and the BFF, which can be cut.
 */
final class Line implements AutoCloseable {

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private ServerSocket entrance = listen(0);

	private final int port = this.entrance.getLocalPort();

	Line(int target) {
		pass(this.entrance, target);
	}

	/** Where browsers find it. */
	int port() {
		return this.port;
	}

	/** Everything on it breaks off, and nobody gets through. */
	void cut() {
		close(this.entrance);
		this.sockets.forEach(Line::breakOff);
		this.sockets.clear();
	}

	/** It is whole again, perhaps to somewhere else. */
	void mend(int target) {
		this.entrance = listen(this.port);
		pass(this.entrance, target);
	}

	private void pass(ServerSocket entrance, int target) {
		Thread.startVirtualThread(() -> {
			try {
				while (true) {
					Socket browser = entrance.accept();
					Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
					this.sockets.add(browser);
					this.sockets.add(service);
					copy(browser, service);
					copy(service, browser);
					if (entrance.isClosed()) {
						cut();
					}
				}
			}
			catch (IOException ex) {
				close(entrance);
			}
		});
	}

	private void copy(Socket from, Socket to) {
		Thread.startVirtualThread(() -> {
			try (from; to) {
				from.getInputStream().transferTo(to.getOutputStream());
			}
			catch (IOException ex) {
				breakOff(from);
				breakOff(to);
			}
			this.sockets.remove(from);
			this.sockets.remove(to);
		});
	}

	private static ServerSocket listen(int port) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Without a word of farewell. */
	private static void breakOff(Socket socket) {
		try {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// It is closed already
		}
		close(socket);
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		cut();
	}

}
