package vision.bff.sandbox;

/**
 * How PHP sees the text of a parameter.
 */
final class PhpValue {

	private PhpValue() {
	}

	/**
	 * PHP takes {@code 0} for nothing.
	 */
	static boolean isBlank(String value) {
		return value.isEmpty() || value.equals("0");
	}

	static boolean isInteger(String value) {
		return value.matches("-?\\d{1,18}");
	}

	static boolean isPositive(String value) {
		return value.matches("0*[1-9]\\d{0,17}");
	}

}
