package vision.bff.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a query string or a form as PHP gets them: bytes, and the last one of a
 * name wins.
 */
final class Parameters {

	private final Map<String, byte[]> values = new HashMap<>();

	static Parameters urlencoded(String encoded) {
		Parameters parameters = new Parameters();
		for (String pair : encoded.split("&", -1)) {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			String value = (equals < 0) ? "" : pair.substring(equals + 1);
			parameters.add(new String(decoded(name), StandardCharsets.UTF_8), decoded(value));
		}
		return parameters;
	}

	void add(String name, byte[] value) {
		this.values.put(name, value);
	}

	/**
	 * The value, or an empty text when there is none.
	 */
	String get(String name) {
		return new String(this.values.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
	}

	/**
	 * The value, or null when it is not valid UTF-8.
	 */
	@Nullable String strictly(String name) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(this.values.getOrDefault(name, new byte[0]));
			return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	boolean hasArrays() {
		return this.values.keySet().stream().anyMatch((name) -> name.contains("["));
	}

	private static byte[] decoded(String encoded) {
		byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
		for (int i = 0; i < bytes.length; i++) {
			if (bytes[i] == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
				decoded.write(HexFormat.fromHexDigits(new String(bytes, i + 1, 2, StandardCharsets.US_ASCII)));
				i += 2;
			}
			else {
				decoded.write((bytes[i] == '+') ? ' ' : bytes[i]);
			}
		}
		return decoded.toByteArray();
	}

	private static boolean isHex(byte digit) {
		return HexFormat.isHexDigit(digit);
	}

}
