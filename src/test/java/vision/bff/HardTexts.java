package vision.bff;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Texts that some release of the site does not store as they were typed: UPSTREAM.md,
 * "Text".
 */
final class HardTexts {

	private static final List<String> LINKS = List.of("Https://example.com/x", "Www.example.com", "HTTP://EXAMPLE.COM",
			"Http://Example.com/a?b=1&c=2", "HTTPS://example.com/a-very-long-path-indeed/that-is-cropped?x=y",
			"see Www.example.com/a-very-long-path-indeed/that-is-cropped and more",
			"https://example.com/path?a=1&b=2#c", "http://http.example/", "www.example.com/a?b=c&d=e",
			"\"https://example.com/x\" ok", "'https://example.com/it's'", "(https://example.com/x)",
			"https://example.com/x\nnext line", "https://example.com/x\"y\"z", "https://example.com/<b>",
			"https://example.com/...", "https://example.com/123456...", "https://example.com/12345678901234567890...",
			"https://example.com/12345&678901234567890", "https://example.com/1234567&8901234567890",
			"<https://example.com>", "[x](https://example.com/x)", "https://example.com/\\path", "ftp://example.com/x",
			"https://пример.рф/путь?q=я", "https://example.com/👍", "www.", "http://",
			"https://a.example https://b.example");

	private static final List<String> MARKUP = List.of("<3", "I <3 you", "<b></b>", "<b>bold</b> a<b c>d", "a <3 b > c",
			"1 < 2 and 3 > 2", "a<b", "<", "<<", "<<<>>>", "< b >", "</p>", "<!-- no -->", "<?php x ?>",
			"<script>alert('x')</script>", "<img src=y onerror=alert(1)>", "<a href=\"x\" target=\"_blank\">y</a>",
			"x</textarea>\"'><svg/onload=alert(1)>", "<>", ">", ">>", "a <", "->", "<-", "<=", "=>", "{% x %}",
			"{% if x %}y{% endif %}", "{{ x }}", "{%", "%}", "{# x #}", "{%{%x%}%}", "${x} #{x} %x%");

	private static final List<String> ENTITIES = List.of("&", "a & b", "&amp;", "a & b &amp;", "&amp;amp;", "&lt;b&gt;",
			"price &#8364;5", "&#39; &#128512; &#x41;", "&#39;", "&#x27;", "&#x3c;3", "&#", "&#;", "&#x;", "&#xyz;",
			"&#39", "&copy", "&copy; 2026", "&&&", "&;", "&#0;", "&#1234567890;", "AT&T", "R&D;", "?a=1&b=2",
			"&quot;x&quot;", "&nbsp;");

	private static final List<String> QUOTES = List.of("'hello'", "l'arte", "O'Brien's", "'70s", "const x = 'b';",
			"don't it's", "say \"hi\"", "\"", "'", "''", "''''", "'\"'\"", "'x41", "'x", "'0", "'n't", "rock 'n' roll",
			"it's \"fine\", isn't it?", "5'10\"", "`x`", "´x´", "‘x’", "“x”");

	private static final List<String> BACKSLASHES = List.of("C:\\new", "\\", "\\\\", "\\n", "\\\\n", "a\\", "\\u0041",
			"\\\"", "\\'", "/\\d+/", "a\\nb\nc", "\\x41", "\\0", "¯\\_(ツ)_/¯");

	private static final List<String> CODE = List.of("for (int i = 0; i < n && a[i] != '\\0'; i++) { x <<= 1; }",
			"List<Map<String, ?>> x = new ArrayList<>(); // <T extends Y>",
			"if a < b and c > d: print('%s\\n' % \"x\")", "const f = (a) => `${a}<br>` + '\\u003c' && a<b",
			"SELECT * FROM t WHERE a <> 'b''c' AND d LIKE '%x%' -- '",
			"<div class=\"a\" onclick='b()'>{% for x in y %}&nbsp;{{ x|e }}{% endfor %}</div>",
			"echo \"$HOME\" 2>&1 | sed 's/\\(.*\\)/<\\1>/' && exit",
			"std::vector<std::pair<int,int>> v{{1,2}};\n#define X '\\''", "\\frac{a}{b} & c \\\\", "^(?:[<>\"'&])+$",
			"=CONCAT(\"a\";'b'!A1)&\"c\"", "--> <!--[if IE]>x<![endif]-->");

	private static final List<String> SCRIPTS = List.of("שלום, מה שלומך?", "مرحبا <3", "\u202eabc\u202c", "a\u200fb",
			"Привет! Как дела?", "日本語 'テスト'", "한국어", "ไทย", "हिन्दी", "e\u0301 é", "ß İ ı", "😀", "👍🏽", "👩‍👩‍👧‍👦",
			"🏳️‍🌈", "🇺🇦", "ok 👍", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𠜎", "'😀'", "<😀>", "a\u00a0b", "a\u2028b", "\ufeffa",
			"z\u200b", "ﷺ", "\ufffd", "a\ufffe");

	private static final List<String> LAYOUT = List.of("one\ntwo\n\nfour", "tab\there", "a  b   c", "\ta", "a\r\nb",
			" padded ", "\nnewlines around\n", "0", "00", "0 ", "1", "-1", "null", "true", "[]", "{}", "Image", "Audio",
			"Video", "@bob", "#tag", "100 %", "%41", "a+b", "a=b&c=d", "x".repeat(75), "x".repeat(75) + "..",
			"x".repeat(76), "y".repeat(73) + "&&", "z".repeat(70) + "'''''''", "w".repeat(72) + "\n\n\n\n", "..",
			"a..");

	private HardTexts() {
	}

	/**
	 * All of them, each once; what the site trims is at the ends of some.
	 */
	static List<String> all() {
		return Stream.of(LINKS, MARKUP, ENTITIES, QUOTES, BACKSLASHES, CODE, SCRIPTS, LAYOUT)
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Every character of ASCII but NUL, at the beginning, in the middle, doubled and at
	 * the end.
	 */
	static List<String> ascii() {
		return IntStream.range(1, 128)
			.mapToObj(Character::toString)
			.map((c) -> c + "x" + c + "y" + c + c + "z" + c)
			.toList();
	}

}
