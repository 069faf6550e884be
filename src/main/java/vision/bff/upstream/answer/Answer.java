package vision.bff.upstream.answer;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import vision.bff.problem.ProblemCode;

/**
 * What an answer of the upstream turns out to be. Every answer is exactly one of these.
 */
public sealed interface Answer {

	/**
	 * It was done.
	 *
	 * @param data what came with it, of any kind
	 */
	record Success(JsonNode data) implements Answer {
	}

	/** There is nothing to return. */
	record Empty() implements Answer {
	}

	/**
	 * It was refused for a reason that the upstream's page lists.
	 *
	 * @param problem what that is to our callers
	 */
	record Rejected(ProblemCode problem) implements Failure {
	}

	/**
	 * Its contents were declined, without a reason: an image that is too large, or a text
	 * that cannot be stored.
	 */
	record Declined() implements Failure {
	}

	/** The session is not known there. */
	record SessionRefused() implements Failure {
	}

	/** The web server found the request too large. */
	record TooLarge() implements Failure {
	}

	/**
	 * The site as a whole is out of order, as its web server says.
	 *
	 * @param status the HTTP status, 500 to 599
	 */
	record Outage(int status) implements Failure {

		/** 520 to 530 are of a CDN that does not get through to the site. */
		@Override
		public boolean isTransient() {
			return (this.status >= 502 && this.status <= 504) || (this.status >= 520 && this.status <= 530);
		}

	}

	/** Something before the site takes us for a machine, and let nothing through. */
	record Challenge() implements Failure {
	}

	/** The site cannot reach its database. */
	record DatabaseDown() implements Failure {
	}

	/**
	 * The site is asked too often, and did nothing.
	 *
	 * @param retryAfter when it may be asked again
	 */
	record Busy(Duration retryAfter) implements Failure {
	}

	/**
	 * The owner of the site has switched its API off: nothing is done, and it is no fault
	 * that passes.
	 */
	record Disabled() implements Failure {
	}

	/**
	 * The upstream reports a fault with this one request, or says what it never should.
	 */
	record Fault() implements Failure {
	}

	/** It sends us elsewhere, where we do not go. */
	record Redirect() implements Failure {
	}

	/** It cannot be understood. */
	record Unreadable() implements Failure {
	}

	/** It was not done, or it is not known whether it was. */
	sealed interface Failure extends Answer permits Rejected, Declined, SessionRefused, TooLarge, Outage, DatabaseDown,
			Challenge, Busy, Disabled, Fault, Redirect, Unreadable, NoAnswer {

		/** Whether the same question can be expected to be answered a moment later. */
		default boolean isTransient() {
			return false;
		}

		/** Its name in logs and metrics. */
		default String kind() {
			return kind(getClass());
		}

		private static String kind(Class<?> failure) {
			return failure.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
		}

		/** The names of all that can happen. */
		static Stream<String> kinds() {
			return Stream.concat(Stream.of(NoAnswer.values()).map(Failure::kind),
					Stream.of(Failure.class.getPermittedSubclasses()).filter(Class::isRecord).map(Failure::kind));
		}

	}

}
