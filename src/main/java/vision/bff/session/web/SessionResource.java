package vision.bff.session.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import vision.bff.session.Credential;

@Schema(name = "Session")
record SessionResource(@Schema(
		description = "Where the credential is: in a cookie that the browser keeps, or in the request") Kind kind,
		@Schema(description = "When the cookie ends; null for a bearer, which ends when 1.vision says so") @Nullable Instant expiresAt) {

	static SessionResource of(Credential credential) {
		return switch (credential) {
			case Credential.Bearer bearer -> new SessionResource(Kind.BEARER, null);
			case Credential.Cookie cookie -> new SessionResource(Kind.COOKIE, cookie.expiresAt());
		};
	}

	enum Kind {

		@JsonProperty("bearer")
		BEARER,

		@JsonProperty("cookie")
		COOKIE

	}

}
