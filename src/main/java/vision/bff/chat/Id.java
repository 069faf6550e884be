package vision.bff.chat;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * An id as every program can hold it exactly: {@value #SMALLEST}..2^53-1.
 */
@Documented
@Min(Id.SMALLEST)
@Max(Id.LARGEST)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE })
public @interface Id {

	long SMALLEST = 1;

	/**
	 * The largest integer that JSON carries exactly between all programs (RFC 8259
	 * section 6).
	 */
	long LARGEST = (1L << 53) - 1;

	String message() default "must be an integer from 1 to 9007199254740991";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
