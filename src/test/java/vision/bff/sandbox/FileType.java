package vision.bff.sandbox;

import java.util.Locale;

/**
 * What a message can have instead of a text. Phones send only images; all others come
 * from web users.
 */
public enum FileType {

	IMAGE("Image", "png"),

	AUDIO("Audio", "wav"),

	VIDEO("Video", "mp4"),

	/**
	 * Stands for what a later release may bring.
	 */
	FILE("Document", "pdf");

	private final String label;

	private final String extension;

	FileType(String label, String extension) {
		this.label = label;
		this.extension = extension;
	}

	/**
	 * What the site shows where the text would be.
	 */
	String label() {
		return this.label;
	}

	String mediaType() {
		return this.label.toLowerCase(Locale.ROOT);
	}

	/**
	 * The one of the samples.
	 */
	String extension() {
		return this.extension;
	}

}
