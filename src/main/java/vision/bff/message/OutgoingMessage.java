package vision.bff.message;

import java.util.Optional;

/**
 * What can be sent.
 */
public sealed interface OutgoingMessage permits OutgoingText, OutgoingImage {

	/**
	 * Stands for the content: SHA-256, 64 hexadecimal digits.
	 * @return nothing while the content is not all there
	 */
	Optional<String> digest();

}
