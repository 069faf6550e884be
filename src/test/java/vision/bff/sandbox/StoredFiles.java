package vision.bff.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

final class StoredFiles {

	static final String AVATAR = "upload/default/avatar.png";

	private static final long CAPACITY = 64L * 1024 * 1024;

	private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy/MM", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Map<String, String> TYPES = Map.of("jpg", "image/jpeg", "jpeg", "image/jpeg", "png",
			"image/png", "gif", "image/gif", "wav", "audio/wav", "mp4", "video/mp4", "pdf", "application/pdf");

	private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	/**
	 * The names must look random and yet be the same after every reset.
	 */
	private final Random random = new Random(1);

	private final Map<String, byte[]> files = new LinkedHashMap<>();

	private final byte[] avatar = SamplePicture.png(96, 0x6c8ebf);

	private long size;

	Media store(FileType type, String extension, byte[] bytes, Instant now) {
		StringBuilder name = new StringBuilder();
		this.random.ints(20, 0, LETTERS.length()).forEach((letter) -> name.append(LETTERS.charAt(letter)));
		byte[] hash = new byte[16];
		this.random.nextBytes(hash);
		String path = "upload/%1$ss/%2$s/%3$s_%4$02d_%5$s_%1$s_original.%6$s".formatted(type.mediaType(),
				FOLDER.format(now), name, now.atZone(ZoneOffset.UTC).getDayOfMonth(), HexFormat.of().formatHex(hash),
				extension);
		this.files.put(path, bytes);
		this.size += bytes.length;
		dropOldest();
		return new Media(type, path);
	}

	byte @Nullable [] find(String path) {
		return path.equals(AVATAR) ? this.avatar : this.files.get(path);
	}

	static @Nullable String contentType(String path) {
		return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
	}

	private void dropOldest() {
		var oldest = this.files.values().iterator();
		while (this.size > CAPACITY) {
			this.size -= oldest.next().length;
			oldest.remove();
		}
	}

}
