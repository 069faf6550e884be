package vision.bff.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that begin requests and then send little more, from many addresses of loopback.
 */
final class SlowClients {

	private static final int CONNECTIONS_OF_AN_ADDRESS = 200;

	private static final int CONNECT_MILLIS = 250;

	private final int port;

	private final List<Socket> sockets = new ArrayList<>();

	private SlowClients(int port) {
		this.port = port;
	}

	/**
	 * Begins requests and goes on with them until the time is over.
	 * @param pause how long it is until each sends more
	 */
	static void attack(int port, int connections, String request, String more, Duration pause, Duration time) {
		long end = System.nanoTime() + time.toNanos();
		SlowClients clients = new SlowClients(port);
		try {
			for (int i = 0; i < connections && System.nanoTime() < end; i++) {
				clients.open("127.0.1." + (1 + i / CONNECTIONS_OF_AN_ADDRESS), request);
			}
			while (System.nanoTime() < end && !Thread.interrupted()) {
				LockSupport.parkNanos(Math.min(pause.toNanos(), end - System.nanoTime()));
				clients.sockets.forEach((socket) -> send(socket, more));
			}
		}
		finally {
			clients.sockets.forEach(SlowClients::close);
		}
	}

	private void open(String address, String request) {
		Socket socket = new Socket();
		this.sockets.add(socket);
		try {
			socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), CONNECT_MILLIS);
			send(socket, request);
		}
		catch (IOException refused) {
			// as it should be
		}
	}

	private static void send(Socket socket, String text) {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException closed) {
			// as it should be
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException closed) {
			// then it is
		}
	}

}
