package vision.bff.session.web;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import vision.bff.chat.Person;
import vision.bff.session.Credential;

record SessionResource(Kind authenticatedBy, @Nullable Instant expiresAt, @Nullable Person me) {

	static SessionResource of(Credential credential, Optional<Person> me) {
		return switch (credential) {
			case Credential.Bearer bearer -> new SessionResource(Kind.BEARER, null, me.orElse(null));
			case Credential.Cookie cookie -> new SessionResource(Kind.COOKIE, cookie.expiresAt(), me.orElse(null));
		};
	}

	enum Kind {

		@JsonProperty("bearer")
		BEARER,

		@JsonProperty("cookie")
		COOKIE

	}

}
