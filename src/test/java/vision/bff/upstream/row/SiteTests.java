package vision.bff.upstream.row;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vision.bff.upstream.row.Site;

import static org.assertj.core.api.Assertions.assertThat;

class SiteTests {

	@ParameterizedTest
	@CsvSource({ "https://1.vision, upload/a.png, https://1.vision/upload/a.png",
			"https://1.vision, /a b.png, https://1.vision/a%20b.png",
			"https://1.vision, http://1.vision/a.png, https://1.vision/a.png",
			"https://1.vision, HTTPS://cdn.example/a.png, HTTPS://cdn.example/a.png",
			"https://1.vision, //cdn.example/a.png, https://cdn.example/a.png",
			"http://localhost:8089, //cdn.example/a.png, http://cdn.example/a.png",
			"http://localhost:8089, http://localhost:8089/a.png, http://localhost:8089/a.png",
			"https://1.vision, https://1.vision/@bob, https://1.vision/@bob" })
	void anAddressIsMadeAbsolute(String base, String given, String address) {
		assertThat(new Site(URI.create(base)).address(given)).isEqualTo(URI.create(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://u:p@evil/", "https://1.vision@evil/", "http://@evil/", "//1.vision@evil/",
			"//u:p@evil/a.png", "javascript:alert(1)", "data:image/png;base64,AA==", "ftp://1.vision/a.png",
			"https:1.vision", "https://", "//", "https://1.vision\\@evil/", " " })
	void whatIsNoPlainAddressOfTheWebIsNone(String given) {
		assertThat(new Site(URI.create("https://1.vision")).address(given)).isNull();
	}

}
