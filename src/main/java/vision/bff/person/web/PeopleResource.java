package vision.bff.person.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Person;

record PeopleResource(List<Person> items, @Nullable String older) {
}
