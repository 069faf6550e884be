package vision.bff.message.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import vision.bff.Pictures;
import vision.bff.message.image.ImageFormat;
import vision.bff.message.image.ImageStructure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file is whole when it is all there, and not a byte sooner, however it is cut into
 * pieces.
 */
class ImageStructureTests {

	private static final long SEED = Long.getLong("images.seed", System.nanoTime());

	/**
	 * A jpg with what encoders seldom write: a thumbnail, bytes that fill, a restart and
	 * a second scan.
	 */
	private static final String RARE_JPEG = "ffd8 ffe10008ffd8ffd9ffd9 ffffffdb000301 ffda0002 12ff0034ffd356 ff01"
			+ "ffffc4000400ff ffda000311 ff00ff00 78ffffffd9";

	/**
	 * A gif without a table of colours for all, and with one for its image.
	 */
	private static final String LOCAL_TABLE_GIF = "474946383761 01000100000000 2c0000000001000100 81"
			+ "3b3b3b2c2c2c212121000000 02 02 4401 00 3b";

	static Stream<File> whole() {
		return Stream.of(new File("a png", written("png")), new File("a gif", written("gif")),
				new File("a jpg", written("jpg")), new File("a progressive jpg", progressive()),
				new File("an animated gif", animated()), new File("a png with another chunk", Pictures.png(300)),
				new File("a gif with a comment", Pictures.gif(";,!comment")),
				new File("a gif with a local table", bytes(LOCAL_TABLE_GIF)),
				new File("a jpg of rare parts", bytes(RARE_JPEG)));
	}

	@ParameterizedTest
	@MethodSource("whole")
	void aWholeFileIsWholeHoweverItArrives(File file) {
		Random random = new Random(SEED);
		assertThat(read(file, file.length(), () -> 1)).isEqualTo(ImageStructure.End.WHOLE);
		assertThat(read(file, file.length(), file::length)).isEqualTo(ImageStructure.End.WHOLE);
		for (int i = 0; i < 100; i++) {
			assertThat(read(file, file.length(), () -> random.nextInt(0, 20))).as("seed %d", SEED)
				.isEqualTo(ImageStructure.End.WHOLE);
		}
	}

	@ParameterizedTest
	@MethodSource("whole")
	void noBeginningOfAFileIsWhole(File file) {
		Random random = new Random(SEED);
		for (int length = 0; length < file.length(); length++) {
			assertThat(read(file, length, () -> 1)).as("%d bytes", length).isNotInstanceOf(ImageStructure.End.class);
			assertThat(read(file, length, file::length)).as("%d bytes", length)
				.isNotInstanceOf(ImageStructure.End.class);
			assertThat(read(file, length, () -> random.nextInt(0, 20))).as("%d bytes, seed %d", length, SEED)
				.isNotInstanceOf(ImageStructure.End.class);
		}
	}

	@ParameterizedTest
	@MethodSource("whole")
	void whatFollowsTheEndDoesNoHarm(File file) {
		byte[] content = file.content();
		byte[] longer = Arrays.copyOf(content, content.length + 5_000);
		new Random(SEED).nextBytes(longer);
		System.arraycopy(content, 0, longer, 0, content.length);
		File appended = new File("longer", longer);
		assertThat(read(appended, appended.length(), () -> 1)).as("seed %d", SEED).isEqualTo(ImageStructure.End.WHOLE);
		assertThat(read(appended, appended.length(), appended::length)).as("seed %d", SEED)
			.isEqualTo(ImageStructure.End.WHOLE);
	}

	@ParameterizedTest
	@CsvSource({ "a png without a header, 89504e470d0a1a0a 00000000 49454e44",
			"a png with two headers, 89504e470d0a1a0a 00000000 49484452 00000000 00000000 49484452",
			"a png with a chunk of 2 GiB, 89504e470d0a1a0a 80000000 49484452",
			"a gif with a block of no kind, 474946383961 01000100000000 00",
			"a jpg with a segment shorter than its length, ffd8 ffe0 0001", "a jpg in a jpg, ffd8 ffe0 0002 ffd8" })
	void aFileIsBrokenFromItsFirstWrongByteOn(String name, String hex) {
		File file = new File(name, bytes(hex));
		assertThat(read(file, file.length() - 1, () -> 1)).isNotInstanceOf(ImageStructure.End.class);
		assertThat(read(file, file.length(), () -> 1)).isEqualTo(ImageStructure.End.BROKEN);
		assertThat(read(file, file.length(), file::length)).isEqualTo(ImageStructure.End.BROKEN);
	}

	@Test
	void aChunkCanHaveTheLengthThatTheFormatAllows() {
		File file = new File("a png", bytes("89504e470d0a1a0a 00000000 49484452 00000000 7fffffff 49444154 0000"));
		assertThat(read(file, file.length(), () -> 1)).isNotInstanceOf(ImageStructure.End.class);
	}

	private static ImageStructure read(File file, int length, IntSupplier sizes) {
		ImageStructure rest = ImageFormat.of(file.content()).orElseThrow().structure();
		int offset = 0;
		while (offset < length) {
			int size = Math.min(sizes.getAsInt(), length - offset);
			rest = rest.after(file.content(), offset, size);
			offset += size;
		}
		return rest;
	}

	private static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	private static byte[] written(String format) {
		try {
			ByteArrayOutputStream file = new ByteArrayOutputStream();
			assertThat(ImageIO.write(noise(), format, file)).isTrue();
			return file.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] progressive() {
		return written("jpg", (writer) -> {
			ImageWriteParam progressive = writer.getDefaultWriteParam();
			progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
			writer.write(null, new IIOImage(noise(), null, null), progressive);
		});
	}

	private static byte[] animated() {
		return written("gif", (writer) -> {
			writer.prepareWriteSequence(null);
			for (int i = 0; i < 3; i++) {
				writer.writeToSequence(new IIOImage(noise(), null, null), null);
			}
			writer.endWriteSequence();
		});
	}

	private static byte[] written(String format, Writing writing) {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
		try (ImageOutputStream output = ImageIO.createImageOutputStream(file)) {
			writer.setOutput(output);
			writing.with(writer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			writer.dispose();
		}
		return file.toByteArray();
	}

	private static BufferedImage noise() {
		Random random = new Random(1);
		BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
		for (int x = 0; x < image.getWidth(); x++) {
			for (int y = 0; y < image.getHeight(); y++) {
				image.setRGB(x, y, random.nextInt());
			}
		}
		return image;
	}

	private interface Writing {

		void with(ImageWriter writer) throws IOException;

	}

	/**
	 * Two are never compared, so that it does no harm that arrays are equal only to
	 * themselves.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record File(String name, byte[] content) {

		int length() {
			return this.content.length;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
