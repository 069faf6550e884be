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

	/** As an entry of the page of all problems. */
	String listItem() {
		return "<li><a href=\"problems/%s\">%1$s</a> (%d): %s</li>".formatted(this.code, this.status,
				HtmlUtils.htmlEscape(this.title));
	}

	/**
	 * As the page of this problem.
	 * @param type the address of that page
	 */
	String paragraphs(String type) {
		return """
				<p><code>%1$s</code>, HTTP status %2$d</p>
				<h2>What it means</h2>
				<p>%3$s</p>
				<h2>What to do</h2>
				<p>%4$s</p>
				<h2>Example</h2>
				<pre>%5$s</pre>
				<p><a href="../problems">All problems</a></p>""".formatted(this.code, this.status,
				HtmlUtils.htmlEscape(this.meaning), HtmlUtils.htmlEscape(this.advice),
				HtmlUtils.htmlEscape(example(type)));
	}

	private String example(String type) {
		return """
				HTTP/1.1 %2$d
				Content-Type: application/problem+json

				{
				  "type": "%6$s",
				  "title": "%3$s",
				  "status": %2$d,
				  "detail": "%4$s",
				  "instance": "…",
				  "code": "%1$s",
				  "traceId": "…",
				  "retryable": %5$s
				}""".formatted(this.code, this.status, this.title, this.meaning, this.retryable, type);
	}

}
