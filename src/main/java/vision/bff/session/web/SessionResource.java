package vision.bff.session.web;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import vision.bff.session.Credential;

record SessionResource(Kind kind, @Nullable Instant expiresAt) {

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
