package vision.bff.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A square PNG that fades from a colour to black.
 */
final class SamplePicture {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	private SamplePicture() {
	}

	static byte[] png(int side, int rgb) {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		png.writeBytes(SIGNATURE);
		png.writeBytes(chunk("IHDR",
				ByteBuffer.allocate(13).putInt(side).putInt(side).put(new byte[] { 8, 2, 0, 0, 0 }).array()));
		png.writeBytes(chunk("IDAT", deflated(pixels(side, rgb))));
		png.writeBytes(chunk("IEND", new byte[0]));
		return png.toByteArray();
	}

	private static byte[] pixels(int side, int rgb) {
		ByteBuffer pixels = ByteBuffer.allocate(side * (1 + 3 * side));
		for (int y = 0; y < side; y++) {
			pixels.put((byte) 0);
			for (int x = 0; x < side; x++) {
				for (int shift = 16; shift >= 0; shift -= 8) {
					pixels.put((byte) (((rgb >> shift) & 0xff) * (2 * side - x - y) / (2 * side)));
				}
			}
		}
		return pixels.array();
	}

	private static byte[] deflated(byte[] bytes) {
		try (Deflater deflater = new Deflater()) {
			deflater.setInput(bytes);
			deflater.finish();
			byte[] buffer = new byte[bytes.length + 64];
			int length = deflater.deflate(buffer);
			return ByteBuffer.allocate(length).put(buffer, 0, length).array();
		}
	}

	private static byte[] chunk(String type, byte[] data) {
		ByteBuffer chunk = ByteBuffer.allocate(12 + data.length)
			.putInt(data.length)
			.put(type.getBytes(StandardCharsets.US_ASCII))
			.put(data);
		CRC32 checksum = new CRC32();
		checksum.update(chunk.array(), 4, 4 + data.length);
		return chunk.putInt((int) checksum.getValue()).array();
	}

}
