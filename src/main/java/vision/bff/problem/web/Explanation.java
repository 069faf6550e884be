package vision.bff.problem.web;

import org.springframework.web.util.HtmlUtils;

import vision.bff.problem.ProblemCode;

/**
 * One kind of problem, for a developer to read.
 */
record Explanation(String code, String title, int status, boolean retryable, String meaning, String advice) {

	static Explanation of(ProblemCode code) {
		return new Explanation(code.code(), code.title(), code.status().value(), code.retryable(), code.explanation(),
				code.retryable()
						? "The same request can succeed later: try again, after the seconds of Retry-After if there are any, and for a write only as its outcome allows."
						: "The same request will fail again: change it first, or tell the person why it cannot be done.");
	}

	String listItem() {
		return "<li><a href=\"/problems/%s\">%1$s</a> (%d): %s</li>".formatted(this.code, this.status,
				HtmlUtils.htmlEscape(this.title));
	}

	String paragraphs() {
		return """
				<p><code>%s</code>, HTTP status %d</p>
				<p>%s</p>
				<p>%s</p>
				<p><a href="/problems">All problems</a></p>""".formatted(this.code, this.status,
				HtmlUtils.htmlEscape(this.meaning), HtmlUtils.htmlEscape(this.advice));
	}

}
