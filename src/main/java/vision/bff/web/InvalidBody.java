package vision.bff.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import vision.bff.problem.ProblemCode;

/**
 * What it is called that a JSON body cannot be taken by a method of a controller:
 * {@code invalid-message} where nothing else is said.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface InvalidBody {

	ProblemCode value();

}
