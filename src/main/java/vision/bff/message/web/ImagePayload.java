package vision.bff.message.web;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "NewImage", description = "An image to send")
record ImagePayload(@Schema(type = "string", format = "binary",
		description = "A whole jpg, png or gif by its own bytes, at most 24 MiB", maxLength = 25_165_824,
		requiredMode = Schema.RequiredMode.REQUIRED) String image) {
}
