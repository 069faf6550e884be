package vision.bff.web;

/**
 * The names of the headers that Spring has no name for.
 */
public final class HeaderNames {

	/** Where a list comes from (RFC 9211). */
	public static final String CACHE_STATUS = "Cache-Status";

	/** What no page of another site can send. */
	public static final String CSRF = "Vision-CSRF";

	/** Names the message of a request (draft-ietf-httpapi-idempotency-key-header). */
	public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	/** Says of a 201 that nothing was sent for this request. */
	public static final String IDEMPOTENCY_REPLAYED = "Idempotency-Replayed";

	/** The last event that a client had (HTML, "Server-sent events"). */
	public static final String LAST_EVENT_ID = "Last-Event-ID";

	/** RFC 7240 section 2. */
	public static final String PREFER = "Prefer";

	/** RFC 7240 section 3. */
	public static final String PREFERENCE_APPLIED = "Preference-Applied";

	/** What is left of a limit (draft-ietf-httpapi-ratelimit-headers section 4). */
	public static final String RATE_LIMIT = "RateLimit";

	/** The limits (draft-ietf-httpapi-ratelimit-headers section 3). */
	public static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

	/** When a list was read that is served while the site is out of order. */
	public static final String STALE_AS_OF = "Stale-As-Of";

	/** Says of a 201 that another text was stored than the one that was sent. */
	public static final String TEXT_CHANGED = "Text-Changed";

	/** The trace of a request (W3C Trace Context section 3.2). */
	public static final String TRACEPARENT = "traceparent";

	/** What others' tracing systems add to it (W3C Trace Context section 3.3). */
	public static final String TRACESTATE = "tracestate";

	private HeaderNames() {
	}

}
