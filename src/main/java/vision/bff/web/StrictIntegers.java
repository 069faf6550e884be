package vision.bff.web;

import java.util.regex.Pattern;

import org.springframework.core.convert.converter.Converter;

/**
 * Reads an integer as JSON would: decimal digits and nothing else, so that every resource
 * has one address.
 */
final class StrictIntegers implements Converter<String, Long> {

	private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

	@Override
	public Long convert(String text) {
		if (!INTEGER.matcher(text).matches()) {
			throw new IllegalArgumentException("Not an integer");
		}
		return Long.valueOf(text);
	}

}
