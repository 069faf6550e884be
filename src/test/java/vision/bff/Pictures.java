package vision.bff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Pictures of one pixel that are whole, and of any size for the rest, which nobody sees.
 */
public final class Pictures {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	private static final byte[] HEADER = { 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0 };

	/** A black pixel, deflated. */
	private static final byte[] PIXEL = { 0x78, 1, 0x63, 0x60, 0, 0, 0, 2, 0, 1 };

	private static final int FRAME_OF_A_CHUNK = 12;

	private Pictures() {
	}

	public static byte[] gif() {
		return gif("");
	}

	/**
	 * A GIF with a comment.
	 */
	public static byte[] gif(String comment) {
		String screen = "GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377";
		String extension = comment.isEmpty() ? "" : "!\376" + (char) comment.length() + comment + "\0";
		String image = ",\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
		return (screen + extension + image).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * A PNG of so many bytes, of which all but the first and last few are in one chunk.
	 */
	public static byte[] png(int size) {
		int filling = size - SIGNATURE.length - HEADER.length - PIXEL.length - 4 * FRAME_OF_A_CHUNK;
		ByteArrayOutputStream png = new ByteArrayOutputStream(size);
		png.writeBytes(SIGNATURE);
		png.writeBytes(chunk("IHDR", HEADER));
		png.writeBytes(chunk("fiLl", new byte[filling]));
		png.writeBytes(chunk("IDAT", PIXEL));
		png.writeBytes(chunk("IEND", new byte[0]));
		return png.toByteArray();
	}

	private static byte[] chunk(String type, byte[] data) {
		ByteBuffer chunk = ByteBuffer.allocate(FRAME_OF_A_CHUNK + data.length)
			.putInt(data.length)
			.put(type.getBytes(StandardCharsets.US_ASCII))
			.put(data);
		CRC32 checksum = new CRC32();
		checksum.update(chunk.array(), 4, 4 + data.length);
		return chunk.putInt((int) checksum.getValue()).array();
	}

}
