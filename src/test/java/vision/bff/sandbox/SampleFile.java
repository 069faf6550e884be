package vision.bff.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What web users share.
 */
final class SampleFile {

	private static final int SAMPLES_PER_SECOND = 8_000;

	private SampleFile() {
	}

	static byte[] of(FileType type) {
		return switch (type) {
			case IMAGE -> SamplePicture.png(160, 0x9673a6);
			case AUDIO -> silence();
			case VIDEO -> ascii("\0\0\0\u0010ftypisom\0\0\0\0");
			case FILE -> ascii("%PDF-1.4\n%%EOF\n");
		};
	}

	/**
	 * A second of it as WAV, mono, with a byte for each sample.
	 */
	private static byte[] silence() {
		byte[] samples = new byte[SAMPLES_PER_SECOND];
		Arrays.fill(samples, (byte) 0x80);
		return ByteBuffer.allocate(44 + samples.length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.put(ascii("RIFF"))
			.putInt(36 + samples.length)
			.put(ascii("WAVEfmt "))
			.putInt(16)
			.putShort((short) 1)
			.putShort((short) 1)
			.putInt(SAMPLES_PER_SECOND)
			.putInt(SAMPLES_PER_SECOND)
			.putShort((short) 1)
			.putShort((short) 8)
			.put(ascii("data"))
			.putInt(samples.length)
			.put(samples)
			.array();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
