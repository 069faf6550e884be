package vision.bff.message.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import vision.bff.message.Messages;

@Min(1)
@Max(Messages.MAX_LIMIT)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface PageLimit {

	String message() default "must be an integer from 1 to 100";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
