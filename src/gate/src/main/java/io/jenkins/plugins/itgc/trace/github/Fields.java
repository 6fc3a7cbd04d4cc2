package io.jenkins.plugins.itgc.trace.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.http.Shown;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object that is read strictly: a field has the type that GitHub documents, or the answer is unreadable. Fields read by
 * a method that gives an {@link Optional} may be null; only those read by {@link #textIfAny} may be missing.
 *
 * @param path where the object lies in the answer, for messages
 */
record Fields(JsonNode object, String path) {
    static Fields of(JsonNode node, String path) throws UnreadableAnswer {
        if (!node.isObject()) {
            throw new UnreadableAnswer((path.isEmpty() ? "the answer" : path) + " is no object");
        }
        return new Fields(node, path);
    }

    /** The elements of an answer that is a list. */
    static List<Fields> listOf(JsonNode node, String path) throws UnreadableAnswer {
        if (!node.isArray()) {
            throw new UnreadableAnswer((path.isEmpty() ? "the answer" : path) + " is no list");
        }
        var elements = new ArrayList<Fields>();
        for (JsonNode element : node) {
            elements.add(of(element, path + "[" + elements.size() + "]"));
        }
        return elements;
    }

    Fields object(String name) throws UnreadableAnswer {
        return of(present(name), at(name));
    }

    Optional<Fields> nullableObject(String name) throws UnreadableAnswer {
        JsonNode node = present(name);
        return node.isNull() ? Optional.empty() : Optional.of(of(node, at(name)));
    }

    List<Fields> list(String name) throws UnreadableAnswer {
        return listOf(present(name), at(name));
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) throws UnreadableAnswer {
        return nullableText(name).orElseThrow(() -> new UnreadableAnswer(at(name) + " is null"));
    }

    Optional<String> nullableText(String name) throws UnreadableAnswer {
        JsonNode node = present(name);
        if (!node.isTextual() && !node.isNull()) {
            throw new UnreadableAnswer(at(name) + " is no text");
        }
        return Optional.ofNullable(node.textValue());
    }

    /** A text that may also be missing. */
    Optional<String> textIfAny(String name) throws UnreadableAnswer {
        return has(name) ? nullableText(name) : Optional.empty();
    }

    boolean flag(String name) throws UnreadableAnswer {
        JsonNode node = present(name);
        if (!node.isBoolean()) {
            throw new UnreadableAnswer(at(name) + " is neither true nor false");
        }
        return node.booleanValue();
    }

    int count(String name) throws UnreadableAnswer {
        return Math.toIntExact(whole(name, Integer.MAX_VALUE));
    }

    long id(String name) throws UnreadableAnswer {
        return whole(name, Long.MAX_VALUE);
    }

    Optional<Long> nullableId(String name) throws UnreadableAnswer {
        return present(name).isNull() ? Optional.empty() : Optional.of(id(name));
    }

    private long whole(String name, long most) throws UnreadableAnswer {
        JsonNode node = present(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0 || node.longValue() > most) {
            throw new UnreadableAnswer(at(name) + " is no whole number");
        }
        return node.longValue();
    }

    Instant time(String name) throws UnreadableAnswer {
        return parse(name, text(name), Fields::instant);
    }

    Optional<Instant> nullableTime(String name) throws UnreadableAnswer {
        return parse(name, nullableText(name), Fields::instant);
    }

    Optional<Instant> timeIfAny(String name) throws UnreadableAnswer {
        return parse(name, textIfAny(name), Fields::instant);
    }

    CommitId commit(String name) throws UnreadableAnswer {
        return parse(name, text(name), CommitId::new);
    }

    Optional<CommitId> nullableCommit(String name) throws UnreadableAnswer {
        return parse(name, nullableText(name), CommitId::new);
    }

    RepositoryName repository(String name) throws UnreadableAnswer {
        return parse(name, text(name), RepositoryName::parse);
    }

    /** Who stands in a field; empty where the account was deleted. */
    Optional<Account> nullableAccount(String name) throws UnreadableAnswer {
        Optional<Fields> user = nullableObject(name);
        return user.isPresent() ? Optional.of(user.get().account()) : Optional.empty();
    }

    /** This object as a user. */
    Account account() throws UnreadableAnswer {
        return Account.of(login(), text("type"));
    }

    String login() throws UnreadableAnswer {
        String login = text("login");
        if (login.isBlank()) {
            throw new UnreadableAnswer(at("login") + " is blank");
        }
        return login;
    }

    /** What is wrong with a field, as an exception to throw. */
    UnreadableAnswer wrong(String name, String what) {
        return new UnreadableAnswer(at(name) + " " + what);
    }

    private <T> Optional<T> parse(String name, Optional<String> text, Function<String, T> parser)
            throws UnreadableAnswer {
        return text.isPresent() ? Optional.of(parse(name, text.get(), parser)) : Optional.empty();
    }

    private <T> T parse(String name, String text, Function<String, T> parser) throws UnreadableAnswer {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableAnswer(at(name) + " cannot be \"" + Shown.text(text) + "\"");
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private JsonNode present(String name) throws UnreadableAnswer {
        JsonNode node = object.get(name);
        if (node == null) {
            throw new UnreadableAnswer(at(name) + " is missing");
        }
        return node;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
