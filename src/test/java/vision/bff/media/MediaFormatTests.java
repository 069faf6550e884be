package vision.bff.media;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaFormatTests {

	@ParameterizedTest
	@CsvSource({ "'\u00ff\u00d8\u00ff\u00e0', image/jpeg", "'\u0089PNG\r\n\u001a\n', image/png", "GIF89a, image/gif",
			"RIFF\1\2\3\4WEBP, image/webp", "'\0\0\0\040ftypavif', image/avif", "RIFF\1\2\3\4WAVE, audio/wav",
			"'OggS\0', audio/ogg", "ID3\4, audio/mpeg", "'\u00ff\u00fb\u0090', audio/mpeg",
			"'\0\0\0\040ftypM4A ', audio/mp4", "'\0\0\0\040ftypisom', video/mp4", "'\0\0\0\040ftypmp42', video/mp4",
			"'\u001aE\u00df\u00a3', video/webm" })
	void aFormatIsKnownByItsFirstBytes(String beginning, String mediaType) {
		assertThat(MediaFormat.of(beginning.getBytes(StandardCharsets.ISO_8859_1))).map(MediaFormat::mediaType)
			.hasValue(mediaType);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<svg xmlns='http://www.w3.org/2000/svg'>", "<!doctype html>", " GIF89a", "%PDF-1.4",
			"PK\3\4", "\u00ff\u00fe<\0h\0t\0", "RIFF\1\2\3\4AVI ", "\0\0\0\040ftypheic", "#!/bin/sh" })
	void whatABrowserCouldRunOrDoesNotKnowIsNone(String beginning) {
		assertThat(MediaFormat.of(beginning.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
	}

}
