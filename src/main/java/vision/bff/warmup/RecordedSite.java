package vision.bff.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * Gives recorded answers of the site, to this machine only. It has one chat of twenty
 * messages.
 */
final class RecordedSite implements AutoCloseable {

	private static final long NEWEST_ID = 119;

	private static final Pattern BELOW = Pattern.compile("[?&]offset_up=(\\d+)");

	private final ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicLong newestId = new AtomicLong(NEWEST_ID);

	private final byte[] chats = answer(recorded("chats"));

	private final byte[] page = answer(recorded("page"));

	private final byte[] newest = answer(recorded("newest"));

	private final byte[] nothing = answer(recorded("nothing"));

	private final byte[] people = answer(recorded("people"));

	private final byte[] profile = answer(recorded("profile"));

	private final byte[] done = answer(recorded("done"));

	private final String text = recorded("text");

	private final String image = recorded("image");

	private RecordedSite() throws IOException {
	}

	static RecordedSite open() throws IOException {
		RecordedSite site = new RecordedSite();
		site.threads.execute(site::accept);
		return site;
	}

	int port() {
		return this.socket.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				Socket connection = this.socket.accept();
				this.threads.execute(() -> serve(connection));
			}
		}
		catch (IOException closed) {
			// that is the end
		}
	}

	private void serve(Socket connection) {
		try (Wire wire = new Wire(connection)) {
			for (String head = wire.read(); head != null; head = wire.read()) {
				wire.write(answerTo(head));
			}
		}
		catch (IOException closed) {
			// the other end has gone
		}
	}

	private byte[] answerTo(String head) {
		String target = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
		if (target.startsWith("/mobile_api/get_chats")) {
			return this.chats;
		}
		if (target.startsWith("/mobile_api/search_people")) {
			return this.people;
		}
		if (target.startsWith("/mobile_api/profile")) {
			return this.profile;
		}
		if (target.startsWith("/mobile_api/send_message")) {
			String sent = head.contains("multipart") ? this.image : this.text;
			return answer(sent.formatted(this.newestId.incrementAndGet()));
		}
		if (head.startsWith("POST")) {
			return this.done;
		}
		if (!target.endsWith("page_size=1")) {
			return this.page;
		}
		return isBelow(target, NEWEST_ID + 1) ? this.nothing : this.newest;
	}

	private static boolean isBelow(String target, long id) {
		Matcher below = BELOW.matcher(target);
		return below.find() && Long.parseLong(below.group(1)) < id;
	}

	private static String recorded(String name) throws IOException {
		return new ClassPathResource(name + ".json", RecordedSite.class).getContentAsString(StandardCharsets.UTF_8);
	}

	private static byte[] answer(String json) {
		return ("HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "
				+ json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json)
			.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		this.threads.shutdownNow();
	}

}
