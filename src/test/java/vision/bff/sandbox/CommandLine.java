package vision.bff.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the sandbox is started with.
 *
 * @param search whether it was said to work, or null when that is left to the dialect
 */
record CommandLine(String host, int port, boolean help, SandboxSettings settings, @Nullable Boolean search) {

	static final String USAGE = """
			Usage: SandboxServer [--port PORT] [--host ADDRESS] [--dialect a|b|c|early]
			                     [--search broken|working] [--warnings] [--narrow-text]
			                     [--quirk NAME]... [--public-url URL]

			  --port PORT        where to listen, 0 for any free port (default 8089)
			  --host ADDRESS     the address to bind to, 0.0.0.0 for all (default 127.0.0.1)
			  --dialect DIALECT  the release to speak (default a):
			                       a      answers like the samples of the upstream's page
			                       b      other times, previews, apostrophes; raw image tags
			                       c      the newest: quotes unescaped, msg_raw, audio and video
			                       early  as a, with pages of 20 unless offset_up is given
			  --search broken    every search is a fatal error, the default of c; or working,
			                     the default of the others
			  --warnings         print a PHP warning before every JSON body
			  --narrow-text      a text with an emoji is a false success that stores nothing
			  --quirk NAME       what else is different on some sites; may be repeated:
			                       api-disabled           every call says that the API is off
			                       clearing-breaks-chats  an emptied chat breaks the chat list
			                       counter-missing        there is no counter of unread messages
			                       errors-hidden          fatal errors are an empty HTTP 500
			                       login-missing          there is no web login
			                       russian-labels         relative times are in Russian
			                       times-without-year     "23 November, 09:18"
			                       narrow-text, search-broken, warnings  as above
			  --public-url URL   where a browser finds the pictures (default: the host
			                     that was asked for)
			  --help             print this and leave

			What people do is ordered while it runs:

			  POST   /sandbox/messages   {"from":"bob","to":"alice","text":"Hi"}  writes
			  POST   /sandbox/seen       {"from":"bob","to":"alice"}  alice has read bob
			  POST   /sandbox/deletions  {"by":"alice","id":171}  hides it from alice

			So are faults for single requests:

			  POST   /sandbox/faults  {"call":"send_message","fault":"reset","times":2}
			  GET    /sandbox/faults  those that wait
			  DELETE /sandbox/faults  drops them all

			  call     any (default), or one by its path behind /mobile_api/ or
			           /native_api/: send_message, search_people, auth/login,
			           main/update_msb_indicators, ...
			  fault    delay, truncated, warning,
			           reset, reset-after-storing, broken-off-after-storing,
			           error500, error500-after-storing, code500-after-storing,
			           status, status-after-storing, fatal-error,
			           database-down, database-down-behind-html,
			           unknown-code, unknown-message
			  times    how often (default 1, or for ever with a share)
			  share    of the requests, from 0 to 1, drawn with the seed (default all)
			  seed     a number that fixes the draws (default 0)
			  status   for status and status-after-storing (default 502)
			  delay    in milliseconds, with any fault (default 1000 for delay, else 0)

			"Storing" is whatever the call does; what is not said to be after it, but for
			the first three, happens instead of it.
			""";

	private static final CommandLine DEFAULT = new CommandLine("127.0.0.1", 8089, false);

	CommandLine(String host, int port, boolean help) {
		this(host, port, help, SandboxSettings.DEFAULT, null);
	}

	/**
	 * Takes {@code --name value} and {@code --name=value}.
	 * @throws IllegalArgumentException with a sentence for the person at the keyboard
	 */
	static CommandLine of(String... args) {
		CommandLine line = DEFAULT;
		Deque<String> rest = new ArrayDeque<>(List.of(args));
		while (!rest.isEmpty()) {
			String argument = rest.pop();
			int equals = argument.indexOf('=');
			if (equals > 0) {
				rest.push(argument.substring(equals + 1));
				argument = argument.substring(0, equals);
			}
			line = line.with(argument, rest);
		}
		return line.with(line.searching());
	}

	private CommandLine with(String argument, Deque<String> rest) {
		return switch (argument) {
			case "--help" -> new CommandLine(this.host, this.port, true, this.settings, this.search);
			case "--host" -> new CommandLine(value(argument, rest), this.port, this.help, this.settings, this.search);
			case "--port" ->
				new CommandLine(this.host, port(value(argument, rest)), this.help, this.settings, this.search);
			case "--dialect" -> with(this.settings.with(Labels.find(Dialect.class, argument, value(argument, rest))));
			case "--search" -> switch (value(argument, rest)) {
				case "broken" -> withSearch(false);
				case "working" -> withSearch(true);
				default -> throw new IllegalArgumentException("--search must be broken or working.");
			};
			case "--warnings" -> with(this.settings.with(Quirk.WARNINGS));
			case "--narrow-text" -> with(this.settings.with(Quirk.NARROW_TEXT));
			case "--public-url" -> with(this.settings.withPublicUrl(value(argument, rest)));
			case "--quirk" -> with(this.settings.with(Labels.find(Quirk.class, argument, value(argument, rest))));
			default -> throw new IllegalArgumentException("Unknown argument %s; try --help.".formatted(argument));
		};
	}

	private CommandLine with(SandboxSettings settings) {
		return new CommandLine(this.host, this.port, this.help, settings, this.search);
	}

	private CommandLine withSearch(boolean works) {
		return new CommandLine(this.host, this.port, this.help, this.settings, works);
	}

	private SandboxSettings searching() {
		if (this.search != null) {
			return this.search ? this.settings.without(Quirk.SEARCH_BROKEN) : this.settings.with(Quirk.SEARCH_BROKEN);
		}
		return switch (this.settings.dialect()) {
			case A, B, EARLY -> this.settings;
			case C -> this.settings.with(Quirk.SEARCH_BROKEN);
		};
	}

	private static String value(String argument, Deque<String> rest) {
		if (rest.isEmpty() || rest.element().isEmpty()) {
			throw new IllegalArgumentException("%s needs a value; try --help.".formatted(argument));
		}
		return rest.pop();
	}

	private static int port(String value) {
		if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
			throw new IllegalArgumentException("--port must be a number from 0 to 65535, not %s.".formatted(value));
		}
		return Integer.parseInt(value);
	}

}
