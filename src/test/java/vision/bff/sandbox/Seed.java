package vision.bff.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The people and messages a site begins with, told backwards from now.
 */
final class Seed {

	static final Person ALICE = new Person(7, "alice", "Alice Liddell", "0", false, "Down the rabbit hole");

	static final Person CAROL = new Person(34, "carol", "Carol &amp; Co &lt;i&gt;", "1", false,
			"Parcels &amp; more, 24 hours &lt;b&gt;a day&lt;/b&gt;");

	static final Person DAVE = person(35, "dave", "Dave", "0");

	static final Person ERIN = new Person(36, "erin", "Erin", "0", true, "");

	static final Person FRANK = person(37, "frank", "Frank", "0");

	static final Person GRACE = person(40, "grace", "\u0413\u0440\u0435\u0439\u0441 \ud83c\udf3b", "2");

	static final Person HENRY = person(41, "henry", "\u05d4\u05e0\u05e8\u05d9", "0");

	static final Person BOB = person(78, "bob", "Bob O&#039;Neil", "0");

	static final List<Person> PEOPLE = List.of(ALICE, BOB, CAROL, DAVE, ERIN, FRANK, GRACE, HENRY);

	private static final int WITH_BOB = 145;

	private static final Set<Integer> PICTURES_WITH_BOB = Set.of(119);

	private static final int FIRST_UNREAD_OF_BOB = 143;

	private static final List<String> SMALL_TALK = List.of("Morning!", "How did it go yesterday?", "Fine, thanks.",
			"Lunch at noon?", "Sounds good", "I'll be ten minutes late", "No problem :)", "Did you read the draft?",
			"Not yet, tonight", "Take your time", "hello again", "y", "Talk later");

	private static final Map<Integer, String> SPECIAL = Map.ofEntries(
			Map.entry(7, "Don't forget: \"measure twice, cut once\""),
			Map.entry(21,
					"https://example.com/shop/search?category=books&sort=price&page=2&utm_source=chat#results is where I found it"),
			Map.entry(34,
					"We all come: \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \ud83c\udf89"),
			Map.entry(47, "First line\nsecond line\n\nlast line"),
			Map.entry(60, "if a < b && b > c then a & b are < small >"),
			Map.entry(72, "\u05e9\u05dc\u05d5\u05dd, \u05de\u05d4 \u05e9\u05dc\u05d5\u05de\u05da?"),
			Map.entry(85, "\u041f\u0440\u0438\u0432\u0435\u0442! \u041a\u0430\u043a \u0434\u0435\u043b\u0430?"),
			Map.entry(98, "<b>bold</b> words lose their tags"), Map.entry(104, "see www.example.org for more"),
			Map.entry(130,
					"A longer one, to be cropped in lists: it goes on & on & on, \"quoted\" and all, until nobody listens."),
			Map.entry(145, "It's a date: \"tomorrow\" at 8, then"));

	private final Site site = new Site();

	private final Instant now;

	private Seed(Instant now) {
		this.now = now.truncatedTo(ChronoUnit.SECONDS);
	}

	/**
	 * Only C begins with audio and video, since of these releases only its web users send
	 * them.
	 */
	static Site plant(Instant now, Dialect dialect) {
		Seed seed = new Seed(now);
		PEOPLE.forEach(seed.site::join);
		seed.site.blocks().add(DAVE, ALICE);
		seed.bob();
		seed.carol();
		seed.dave();
		seed.grace();
		switch (dialect) {
			case A, B, EARLY -> {
			}
			case C -> seed.sharedByGrace();
		}
		seed.others();
		seed.henry();
		return seed.site;
	}

	private void bob() {
		for (int id = 1; id <= WITH_BOB; id++) {
			Instant time = before(Duration.ofDays(45)).plus(Duration.ofHours(35L * ((id - 1) / 5)))
				.plusSeconds(180L * ((id - 1) % 5) + (id * 7) % 60);
			boolean fromBob = id % 2 == 1 || id >= FIRST_UNREAD_OF_BOB;
			Person sender = fromBob ? BOB : ALICE;
			Person recipient = fromBob ? ALICE : BOB;
			StoredMessage message = PICTURES_WITH_BOB.contains(id) ? picture(sender, recipient, time, 0xd79b00)
					: say(sender, recipient, time, SPECIAL.getOrDefault(id, SMALL_TALK.get(id % SMALL_TALK.size())));
			if (id < FIRST_UNREAD_OF_BOB - 1) {
				message.readBy(recipient, time.plusSeconds(40));
			}
		}
	}

	private void carol() {
		Instant start = before(Duration.ofHours(50));
		for (int i = 0; i < 9; i++) {
			Person sender = (i % 2 == 0) ? ALICE : CAROL;
			Person recipient = (i % 2 == 0) ? CAROL : ALICE;
			Instant time = start.plus(Duration.ofMinutes(25L * i));
			StoredMessage message = (i == 5) ? picture(sender, recipient, time, 0x82b366)
					: say(sender, recipient, time, "Order no. " + (4_100 + i) + ((i % 3 == 0) ? " & more" : ""));
			message.readBy(recipient, time.plusSeconds(65));
		}
		say(CAROL, ALICE, start.plus(Duration.ofHours(6)), "The parcel left <warehouse 7> today");
		say(CAROL, ALICE, start.plus(Duration.ofHours(7)), "Tracking: https://example.com/t?id=4711&lang=en");
	}

	private void dave() {
		say(DAVE, ALICE, before(Duration.ofHours(30)), "Leave me alone").readBy(ALICE, before(Duration.ofHours(29)));
		say(ALICE, DAVE, before(Duration.ofHours(28)), "Sorry!");
	}

	private void grace() {
		Instant start = before(Duration.ofHours(5));
		for (int i = 0; i < 5; i++) {
			Person sender = (i % 2 == 0) ? GRACE : ALICE;
			Person recipient = (i % 2 == 0) ? ALICE : GRACE;
			Instant time = start.plus(Duration.ofMinutes(4L * i));
			say(sender, recipient, time, SMALL_TALK.get(i)).readBy(recipient, time.plusSeconds(30));
		}
		Instant last = start.plus(Duration.ofMinutes(30));
		picture(GRACE, ALICE, last, 0xb85450).readBy(ALICE, last.plusSeconds(20));
	}

	private void sharedByGrace() {
		Instant time = before(Duration.ofHours(4));
		for (FileType type : List.of(FileType.AUDIO, FileType.VIDEO)) {
			time = time.plus(Duration.ofMinutes(2));
			this.site.share(GRACE, ALICE, type, time).readBy(ALICE, time.plusSeconds(25));
		}
	}

	private void others() {
		say(BOB, CAROL, before(Duration.ofMinutes(40)), "Not for Alice");
		say(CAROL, BOB, before(Duration.ofMinutes(39)), "Of course not");
	}

	private void henry() {
		List<String> texts = List.of("Are you there?", "Yes", "\u05ea\u05d5\u05d3\u05d4 \ud83d\ude4f", "y");
		for (int i = 0; i < texts.size(); i++) {
			Person sender = (i % 2 == 0) ? ALICE : HENRY;
			Person recipient = (i % 2 == 0) ? HENRY : ALICE;
			Instant time = before(Duration.ofMinutes(26L - 3L * i));
			say(sender, recipient, time, texts.get(i)).readBy(recipient, time.plusSeconds(15));
		}
	}

	private StoredMessage say(Person sender, Person recipient, Instant time, String text) {
		return this.site.store(sender, recipient, StoredText.of(text), null, time);
	}

	private StoredMessage picture(Person sender, Person recipient, Instant time, int rgb) {
		Media media = this.site.files().store(FileType.IMAGE, "png", SamplePicture.png(160, rgb), time);
		return this.site.store(sender, recipient, StoredText.EMPTY, media, time);
	}

	private Instant before(Duration duration) {
		return this.now.minus(duration);
	}

	private static Person person(long id, String username, String name, String verified) {
		return new Person(id, username, name, verified, false, "");
	}

}
