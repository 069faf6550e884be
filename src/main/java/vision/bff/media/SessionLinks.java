package vision.bff.media;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.AttachmentType;
import vision.bff.chat.Chat;
import vision.bff.chat.Person;
import vision.bff.message.Message;
import vision.bff.session.Session;

/**
 * Links that are good for one session. Each holds an address and its HMAC with a key that
 * is made of the credential, so that nothing has to be kept for it to be known again.
 */
public final class SessionLinks {

	private static final String ALGORITHM = "HmacSHA256";

	private static final byte[] LABEL = "vision-bff media link 1".getBytes(StandardCharsets.US_ASCII);

	private static final int SEAL_LENGTH = 32;

	/** What is longer than any address of a file gets no link. */
	private static final int LONGEST_ADDRESS = 2_000;

	private final MediaLinks links;

	private final Mac mac;

	SessionLinks(MediaLinks links, Session session) {
		this.links = links;
		byte[] credential = session.token().getBytes(StandardCharsets.US_ASCII);
		this.mac = mac(mac(credential).doFinal(LABEL));
	}

	private static Mac mac(byte[] key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

	/** The address for which this link was made; empty for anything else. */
	public Optional<URI> address(String link) {
		byte[] content;
		try {
			content = Base64.getUrlDecoder().decode(link);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
		if (content.length <= SEAL_LENGTH) {
			return Optional.empty();
		}
		byte[] address = Arrays.copyOfRange(content, SEAL_LENGTH, content.length);
		if (!MessageDigest.isEqual(seal(address), Arrays.copyOf(content, SEAL_LENGTH))) {
			return Optional.empty();
		}
		return Optional.of(URI.create(new String(address, StandardCharsets.US_ASCII))).filter(this.links::isOfTheSite);
	}

	private @Nullable URI of(@Nullable URI address) {
		if (address == null || !this.links.isOfTheSite(address)) {
			return address;
		}
		String text = address.toASCIIString();
		if (text.length() > LONGEST_ADDRESS) {
			return address;
		}
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		byte[] content = Arrays.copyOf(seal(bytes), SEAL_LENGTH + bytes.length);
		System.arraycopy(bytes, 0, content, SEAL_LENGTH, bytes.length);
		return URI.create("/media?u=" + Base64.getUrlEncoder().withoutPadding().encodeToString(content));
	}

	/** One answer is made by one thread, but who knows what a caller does with it. */
	private synchronized byte[] seal(byte[] address) {
		return this.mac.doFinal(address);
	}

	Person in(Person person) {
		return new Person(person.id(), person.username(), person.name(), of(person.avatarUrl()), person.verified(),
				person.about());
	}

	Chat in(Chat chat) {
		return new Chat(chat.id(), in(chat.user()), chat.lastMessage(), chat.unreadCount(), chat.lastActivity(),
				chat.webUrl());
	}

	Message in(Message message) {
		Message.Attachment attachment = message.attachment();
		if (attachment == null || attachment.type() == AttachmentType.FILE) {
			return message;
		}
		URI link = of(attachment.url());
		return new Message(message.id(), message.senderId(), message.recipientId(), message.mine(), message.text(),
				(link != null) ? new Message.Attachment(attachment.type(), link) : attachment, message.sentAt(),
				message.seenAt(), message.deletedByOther());
	}

	List<Message> in(List<Message> messages) {
		return messages.stream().map(this::in).toList();
	}

}
