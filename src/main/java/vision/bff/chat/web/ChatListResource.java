package vision.bff.chat.web;

import java.util.List;

import vision.bff.chat.Chat;

record ChatListResource(List<Chat> items, int unreadCount) {
}
