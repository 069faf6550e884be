package vision.bff.upstream;

import java.util.concurrent.Executors;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.util.MultiValueMap;

import vision.bff.message.Conversation;
import vision.bff.message.OutgoingImage;

/**
 * The form with which an image is sent, while it is being read.
 */
final class ImageBody {

	private static final int CHUNK_BYTES = 16 * 1024;

	private static final Scheduler READERS = Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor());

	private ImageBody() {
	}

	/**
	 * Who gives an image up has to wait for whoever reads it, which the threads of the
	 * connections must not.
	 */
	static MultiValueMap<String, HttpEntity<?>> of(Conversation conversation, OutgoingImage image) {
		MultipartBodyBuilder body = new MultipartBodyBuilder();
		body.part("session_id", conversation.session().token());
		body.part("user_id", Long.toString(conversation.userId()));
		body.part("type", "media");
		body.asyncPart("image",
				DataBufferUtils.readInputStream(image::content, DefaultDataBufferFactory.sharedInstance, CHUNK_BYTES)
					.subscribeOn(READERS)
					.cancelOn(READERS),
				DataBuffer.class)
			.filename("image." + image.format().extension())
			.contentType(MediaType.parseMediaType(image.format().mediaType()));
		return body.build();
	}

}
