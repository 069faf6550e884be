package vision.bff.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The constants of an enum as one types them: in lower case, with dashes.
 */
final class Labels {

	private Labels() {
	}

	static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static <E extends Enum<E>> String all(Class<E> type) {
		return Arrays.stream(type.getEnumConstants()).map(Labels::of).collect(Collectors.joining(", "));
	}

	/**
	 * The constant with the label.
	 * @throws IllegalArgumentException with a sentence that lists what there is
	 */
	static <E extends Enum<E>> E find(Class<E> type, String name, String label) {
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> of(constant).equals(label))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"%s must be one of %s, not %s.".formatted(name, all(type), label)));
	}

}
