package vision.bff;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line between browsers and the BFF, which can be cut.
 */
final class Line implements AutoCloseable {

	private static final int NOWHERE = 0;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ServerSocket entrance;

	private volatile int target;

	Line(int target) throws IOException {
		this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.target = target;
		Thread.startVirtualThread(this::accept);
	}

	/** Where browsers find it. */
	int port() {
		return this.entrance.getLocalPort();
	}

	/** Everything on it breaks off, and nobody gets through. */
	void cut() {
		this.target = NOWHERE;
		this.sockets.forEach(Line::breakOff);
	}

	/** It is whole again, perhaps to somewhere else. */
	void mend(int target) {
		this.target = target;
	}

	private void accept() {
		while (!this.entrance.isClosed()) {
			try {
				pass(this.entrance.accept(), this.target);
			}
			catch (IOException ex) {
				// Nobody is there
			}
		}
	}

	private void pass(Socket browser, int target) throws IOException {
		if (target == NOWHERE) {
			breakOff(browser);
			return;
		}
		Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
		this.sockets.addAll(List.of(browser, service));
		copy(browser, service);
		copy(service, browser);
		if (this.target != target) {
			breakOff(browser);
			breakOff(service);
		}
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

	/** Without a word of farewell. */
	private static void breakOff(Socket socket) {
		try (socket) {
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// It is closed already
		}
	}

	@Override
	public void close() throws IOException {
		cut();
		this.entrance.close();
	}

}
