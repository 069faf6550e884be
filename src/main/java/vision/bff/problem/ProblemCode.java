package vision.bff.problem;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.http.HttpStatus;

/**
 * The closed list of everything the API can answer instead of what was asked for. The
 * names are part of the contract: a client may branch on {@link #code()}.
 */
public enum ProblemCode {

	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A credential is required", false,
			"Send the session as 'Authorization: Bearer <session_id>'."),

	INVALID_SESSION(HttpStatus.UNAUTHORIZED, "The session is not valid", false,
			"The session was refused or is malformed. Sign in again."),

	WRONG_CREDENTIALS(HttpStatus.UNAUTHORIZED, "The login or the password is wrong", false,
			"1.vision knows no such account, or the password is another one. It does not say which."),

	CSRF_HEADER_REQUIRED(HttpStatus.FORBIDDEN, "The header Vision-CSRF is required", false,
			"With a session cookie, and to sign in, send the header 'Vision-CSRF: 1' with everything but GET, HEAD and OPTIONS."),

	ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "Pages of this origin may not do this", false,
			"The origin, the method or a header is not among those that other sites may use here."),

	USER_NOT_FOUND(HttpStatus.NOT_FOUND, "No such user to chat with", false,
			"There is no such user, or it is you, or one of you has blocked the other."),

	CHAT_NOT_FOUND(HttpStatus.NOT_FOUND, "No chat with this user", false,
			"Your list has no chat with this user. Writing to them begins one."),

	MESSAGING_NOT_ALLOWED(HttpStatus.FORBIDDEN, "This user does not take direct messages", false,
			"This user's privacy settings do not let you write to them."),

	BLOCKED(HttpStatus.FORBIDDEN, "One of you has blocked the other", false,
			"You cannot write to each other while one of you blocks the other."),

	MESSAGE_NOT_FOUND(HttpStatus.NOT_FOUND, "No such message in this chat", false,
			"There is no such message in this chat, or you have deleted it."),

	MEDIA_NOT_FOUND(HttpStatus.NOT_FOUND, "No such picture, sound or film", false,
			"This link was not handed out for this session, or what it stands for is no longer there."),

	RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The file is not that long", false,
			"The range of bytes lies outside of the file. Ask without Range for all of it."),

	INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid", false,
			"A part of the request is missing or out of bounds."),

	HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large", false,
			"The request line and all headers can have 8 KiB, and there can be 100 headers. Often a cookie is too long."),

	INVALID_MESSAGE(HttpStatus.UNPROCESSABLE_CONTENT, "The message cannot be sent", false,
			"The message would not survive as you wrote it."),

	INVALID_SIGN_IN(HttpStatus.UNPROCESSABLE_CONTENT, "The sign-in is not complete", false,
			"Send a JSON object with a login and a password, each of 1 to 255 characters. Nothing was tried."),

	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This kind of content is not taken", false,
			"Send application/json with a text or a sign-in, or multipart/form-data with one jpg, png or gif."),

	IMAGE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The image is too large", false, "Send a smaller image."),

	INVALID_IMAGE(HttpStatus.UNPROCESSABLE_CONTENT, "The image is not whole", false,
			"The file ends before its format says, or is broken on the way there. Nothing was sent."),

	UPLOAD_STALLED(HttpStatus.REQUEST_TIMEOUT, "The image stopped arriving", true,
			"Nothing of it came for a while, or so little that it would have taken too long. Nothing was sent."),

	NOT_FOUND(HttpStatus.NOT_FOUND, "Nothing is here", false, "There is nothing at this path."),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This method is not offered here", false,
			"The Allow header lists the methods of this path."),

	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation", false,
			"This is offered as application/json only."),

	IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT, "A request with this Idempotency-Key is still under way", true,
			"Wait for the seconds of the Retry-After header, then send the same request again."),

	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "This Idempotency-Key belongs to another request", false,
			"Choose a new key for each new message."),

	CANNOT_PEEK(HttpStatus.CONFLICT, "This chat cannot be read without marking it as seen", false,
			"This site's search is broken, and the chat has unread messages. Read it without 'peek', which marks them as seen."),

	TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", true,
			"Wait for the seconds of the Retry-After header."),

	UPSTREAM_ERROR(HttpStatus.BAD_GATEWAY, "1.vision reports a fault of its own", true,
			"1.vision could not do it, or answered what it never should."),

	UPSTREAM_UNREADABLE(HttpStatus.BAD_GATEWAY, "The answer of 1.vision cannot be read", true,
			"1.vision answered something that cannot be understood."),

	UPSTREAM_UNREACHABLE(HttpStatus.BAD_GATEWAY, "1.vision cannot be reached", true,
			"No connection to 1.vision could be used."),

	SEARCH_UNAVAILABLE(HttpStatus.BAD_GATEWAY, "This chat cannot be searched now", true,
			"This site's own search is broken, and a chat with unread messages cannot be looked through without marking them as seen. Read the chat first, then search it."),

	SIGN_IN_UNAVAILABLE(HttpStatus.BAD_GATEWAY, "Nobody can sign in here", false,
			"This service does not sign anybody in, or the sign-in of 1.vision does not answer as it is known to. Who has a session can hand it over."),

	UPSTREAM_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "1.vision did not answer in time", true,
			"1.vision took longer than we wait."),

	API_DISABLED(HttpStatus.SERVICE_UNAVAILABLE, "The site's owner has switched its API off", false,
			"Nothing can be done here until the owner of the site switches its mobile API on again."),

	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too busy to take this request", true,
			"Wait for the seconds of the Retry-After header."),

	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "A fault of ours", true,
			"This is a bug of ours. The traceId leads us to it.");

	private final HttpStatus status;

	private final String title;

	private final boolean retryable;

	private final String explanation;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	ProblemCode(HttpStatus status, String title, boolean retryable, String explanation) {
		this.status = status;
		this.title = title;
		this.retryable = retryable;
		this.explanation = explanation;
	}

	/** The stable name of this problem, such as {@code user-not-found}. */
	@JsonValue
	public String code() {
		return this.code;
	}

	public HttpStatus status() {
		return this.status;
	}

	public String title() {
		return this.title;
	}

	/** Whether the same request can succeed later without being changed. */
	public boolean retryable() {
		return this.retryable;
	}

	/**
	 * Whether the upstream is to blame and may be better in a while, so that what it said
	 * a moment ago is the best that is known.
	 */
	public boolean isOutage() {
		return switch (this) {
			case UPSTREAM_ERROR, UPSTREAM_UNREADABLE, UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT, OVERLOADED -> true;
			default -> false;
		};
	}

	/**
	 * What became of a write, where nothing more is known of it: most problems come
	 * before anything is done. With a key in use it is another request that may yet send
	 * the message.
	 */
	public Outcome outcome() {
		return switch (this) {
			case UPSTREAM_ERROR, UPSTREAM_UNREADABLE, UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT, IDEMPOTENCY_KEY_IN_USE,
					INTERNAL_ERROR ->
				Outcome.UNKNOWN;
			default -> Outcome.NOT_SENT;
		};
	}

	/** What it means and what to do, where nothing more is known of the occurrence. */
	public String explanation() {
		return this.explanation;
	}

}
