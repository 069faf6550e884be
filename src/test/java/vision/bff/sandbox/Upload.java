package vision.bff.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file that was sent to the sandbox. Two are never compared, so that it does no harm
 * that arrays are equal only to themselves.
 */
@SuppressWarnings("ArrayRecordComponent")
record Upload(String fileName, String contentType, byte[] bytes) {

	private static final Map<String, String> TYPES = Map.of("jpg", "image/jpeg", "jpeg", "image/jpeg", "png",
			"image/png", "gif", "image/gif");

	private static final List<byte[]> SIGNATURES = List.of(new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff },
			new byte[] { (byte) 0x89, 'P', 'N', 'G' }, new byte[] { 'G', 'I', 'F', '8' });

	boolean isAcceptable(UploadLimits limits) {
		return TYPES.containsKey(extension()) && TYPES.containsValue(this.contentType) && this.bytes.length > 0
				&& this.bytes.length <= Math.min(limits.phpUpload(), limits.site());
	}

	boolean isReadable() {
		return SIGNATURES.stream().anyMatch(this::startsWith);
	}

	String extension() {
		return this.fileName.substring(this.fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	private boolean startsWith(byte[] signature) {
		return this.bytes.length >= signature.length
				&& Arrays.equals(this.bytes, 0, signature.length, signature, 0, signature.length);
	}

}
