package vision.bff.live;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

import vision.bff.chat.Chat;
import vision.bff.message.Message;

/**
 * One thing that a client is told. What is written as JSON is its data.
 */
public sealed interface LiveEvent {

	/** Its type in the stream. */
	static String type(LiveEvent event) {
		return Objects.requireNonNull(event.getClass().getAnnotation(JsonTypeName.class)).value();
	}

	/** The whole list, which takes the place of any other. */
	@JsonTypeName("chats")
	record AllChats(List<Chat> items, int unreadCount) implements LiveEvent {
	}

	/**
	 * One entry of the list is new or another one.
	 *
	 * @param index where it is now, once the entry of the same user has been taken out
	 */
	@JsonTypeName("chat")
	record ChangedChat(int index, Chat chat) implements LiveEvent {
	}

	/** An entry is no longer in the list. */
	@JsonTypeName("chat-removed")
	record RemovedChat(long userId) implements LiveEvent {
	}

	/** How many messages are unread in all chats. */
	@JsonTypeName("unread")
	record Unread(int count) implements LiveEvent {
	}

	/**
	 * The newest messages of an open chat, ascending by id and without a gap. They take
	 * the place of what the client has from the first of them on.
	 *
	 * @param complete whether the chat has no others
	 * @param gap whether messages can be missing between these and what the client has
	 */
	@JsonTypeName("messages")
	record NewestMessages(long userId, List<Message> items, boolean complete, boolean gap) implements LiveEvent {
	}

	/**
	 * A message has come to an open chat, or was sent in it.
	 *
	 * @param idempotencyKey with which it was sent, if it is mine and that is known here
	 */
	@JsonTypeName("message")
	record NewMessage(long userId, Message message, @Nullable String idempotencyKey) implements LiveEvent {

		NewMessage(long userId, Message message) {
			this(userId, message, null);
		}

		NewMessage sentWith(String idempotencyKey) {
			return new NewMessage(this.userId, this.message, idempotencyKey);
		}

	}

	/** A message was seen or deleted by the other. */
	@JsonTypeName("message-changed")
	record ChangedMessage(long userId, Message message) implements LiveEvent {
	}

	/** A message was deleted by me. */
	@JsonTypeName("message-removed")
	record RemovedMessage(long userId, long id) implements LiveEvent {
	}

	/** The site is out of order, or again in order. */
	@JsonTypeName("upstream")
	record UpstreamState(State state) implements LiveEvent {

		/** Whether the site answers. */
		public enum State {

			@JsonProperty("up")
			UP,

			@JsonProperty("down")
			DOWN

		}

	}

	/** The site no longer knows the session, and there will be nothing more. */
	@JsonTypeName("session-ended")
	record SessionEnded() implements LiveEvent {
	}

	/** We end the stream, and the client may come back. */
	@JsonTypeName("bye")
	record Bye(Reason reason) implements LiveEvent {

		/** Why, although nothing is wrong. */
		public enum Reason {

			/** This instance shuts down. */
			@JsonProperty("shutdown")
			SHUTDOWN,

			/** It has been open for long enough, and may go to another instance. */
			@JsonProperty("renewal")
			RENEWAL

		}

	}

}
