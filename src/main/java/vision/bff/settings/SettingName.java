package vision.bff.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a setting, as a property or as a variable of the environment, which Spring
 * Boot takes for the same (its "Relaxed Binding").
 *
 * @param given as it was written
 */
record SettingName(String given) {

	private static final Pattern INDEX = Pattern.compile("(\\[\\d+]|_\\d+)$");

	private static final Pattern SEPARATORS = Pattern.compile("[._-]");

	/** What Kubernetes and Docker set for each service whose name begins with ours. */
	private static final Pattern OF_A_SERVICE = Pattern
		.compile("VISION_(\\w+_)?(PORT(_\\d+_(TCP|UDP)\\w*)?|SERVICE_(HOST|PORT)\\w*)");

	boolean isOurs() {
		return this.given.startsWith("vision.") || (isVariable() && !OF_A_SERVICE.matcher(this.given).matches());
	}

	private boolean isVariable() {
		return this.given.startsWith("VISION_");
	}

	/** The letters and digits alone, which are the same in all ways of writing it. */
	String uniform() {
		String single = INDEX.matcher(this.given).replaceFirst("");
		return SEPARATORS.matcher(single).replaceAll("").toLowerCase(Locale.ROOT);
	}

	/** The name of a property, written as this one is. */
	String alike(String property) {
		return isVariable() ? property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT) : property;
	}

	/** How many letters have to be put in, left out or changed to make the other one. */
	int distance(SettingName other) {
		String from = uniform();
		String to = other.uniform();
		int[] row = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int changed = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[to.length()];
	}

}
