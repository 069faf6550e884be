package vision.bff.message.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "NewText", description = "A text to send")
record TextPayload(@Schema(
		description = "Plain text. Once escaped for HTML it must fit 3000 characters too: "
				+ "& counts 5, < and > 4, quotes 7, a newline 2.",
		minLength = 1, maxLength = 3000, example = "Hi! How are you?",
		requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String text) {
}
