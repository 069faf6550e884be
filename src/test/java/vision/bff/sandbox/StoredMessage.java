package vision.bff.sandbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

final class StoredMessage {

	private final long id;

	private final Person sender;

	private final Person recipient;

	private final StoredText text;

	private final @Nullable Media media;

	private final Instant sentAt;

	private long seenAt;

	private boolean deletedBySender;

	private boolean deletedByRecipient;

	StoredMessage(long id, Person sender, Person recipient, StoredText text, @Nullable Media media, Instant sentAt) {
		this.id = id;
		this.sender = sender;
		this.recipient = recipient;
		this.text = text;
		this.media = media;
		this.sentAt = sentAt;
	}

	long id() {
		return this.id;
	}

	Pair pair() {
		return Pair.of(this.sender.id(), this.recipient.id());
	}

	boolean isUnreadBy(Person person) {
		return person.equals(this.recipient) && this.seenAt == 0;
	}

	void readBy(Person person, Instant now) {
		if (isUnreadBy(person)) {
			this.seenAt = now.getEpochSecond();
		}
	}

	boolean isVisibleTo(Person person) {
		return (person.equals(this.sender) && !this.deletedBySender)
				|| (person.equals(this.recipient) && !this.deletedByRecipient);
	}

	boolean isKnownTo(Person person) {
		return (person.equals(this.sender) || person.equals(this.recipient))
				&& !(this.deletedBySender && this.deletedByRecipient);
	}

	void deleteFor(Person person) {
		this.deletedBySender |= person.equals(this.sender);
		this.deletedByRecipient |= person.equals(this.recipient);
	}

	String preview(Dialect dialect) {
		return (this.media != null) ? this.media.type().label() : this.text.preview(dialect);
	}

	String searchable(Dialect dialect) {
		return (this.media != null) ? "" : this.text.shown(dialect);
	}

	JsonObject row(Visit visit) {
		return withMediaName(commonFields(visit), visit.now());
	}

	JsonObject searchRow(Visit visit) {
		JsonObject row = commonFields(visit).with("media_raw", (this.media != null) ? this.media.path() : "");
		return withMediaName(row, visit.now());
	}

	private JsonObject commonFields(Visit visit) {
		boolean owner = visit.me().equals(this.sender);
		String url = (this.media != null) ? visit.origin() + "/" + this.media.path() : "";
		JsonObject row = new JsonObject().with("id", this.id)
			.with("sent_by", this.sender.id())
			.with("sent_to", this.recipient.id())
			.with("owner", owner)
			.with("message", (this.media != null) ? this.media.type().label() : this.text.shown(visit.dialect()))
			.with("media_file", isOf(FileType.AUDIO) ? "" : url)
			.with("media_type", (this.media != null) ? this.media.type().mediaType() : "none")
			.with("seen", String.valueOf(this.seenAt))
			.with("deleted_fs1", this.deletedBySender ? "Y" : "N")
			.with("deleted_fs2", this.deletedByRecipient ? "Y" : "N")
			.with("time", visit.date(this.sentAt))
			.with("side", owner ? "right" : "left");
		String audio = isOf(FileType.AUDIO) ? url : "";
		return switch (visit.dialect()) {
			case A, B, EARLY -> isOf(FileType.AUDIO) ? row.with("audio_record", audio) : row;
			case C -> row.with("audio_record", audio).with("msg_raw", this.text.columnOfC());
		};
	}

	private JsonObject withMediaName(JsonObject row, Instant now) {
		return isOf(FileType.IMAGE) ? row.with("media_name", mediaName(now)) : row;
	}

	private boolean isOf(FileType type) {
		return this.media != null && this.media.type() == type;
	}

	private static String mediaName(Instant now) {
		return "COLIBRI-IMG-" + now.getEpochSecond();
	}

}
