package vision.bff.web;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;

import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;

/**
 * Reads an integer of a path or query as JSON would: decimal digits and nothing else, so
 * that every resource has one address.
 */
class StrictIntegers implements PropertyEditorRegistrar {

	private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

	@Override
	public void registerCustomEditors(PropertyEditorRegistry registry) {
		registry.registerCustomEditor(long.class, new Decimal());
		registry.registerCustomEditor(Long.class, new Decimal());
	}

	private static final class Decimal extends PropertyEditorSupport {

		@Override
		public void setAsText(String text) {
			if (!INTEGER.matcher(text).matches()) {
				throw new IllegalArgumentException("Not an integer");
			}
			setValue(Long.valueOf(text));
		}

	}

}
