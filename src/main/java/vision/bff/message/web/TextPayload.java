package vision.bff.message.web;

import org.jspecify.annotations.Nullable;

record TextPayload(@Nullable String text) {
}
