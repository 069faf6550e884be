package vision.bff.message.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "NewText", description = "A text to send")
record TextPayload(@Schema(
		description = "Plain text. As the site stores it, it must fit 3000 characters too: quotes, \\ and < count 6, "
				+ "& 5 or 6, > 4, a newline 2.",
		minLength = 1, maxLength = 3000, example = "Hi! How are you?",
		requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String text) {
}
