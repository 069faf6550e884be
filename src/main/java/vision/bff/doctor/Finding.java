package vision.bff.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One line of what was found.
 *
 * @param check what was looked at, one of the words of docs/operations.md
 * @param found what there is
 * @param consequence what follows for the service and what to do, if anything does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(String check, Verdict verdict, String found, @Nullable String consequence) {

	static Finding ok(String check, String found) {
		return new Finding(check, Verdict.OK, found, null);
	}

	static Finding warning(String check, String found, String consequence) {
		return new Finding(check, Verdict.WARNING, found, consequence);
	}

	static Finding bad(String check, String found, String consequence) {
		return new Finding(check, Verdict.BAD, found, consequence);
	}

}
