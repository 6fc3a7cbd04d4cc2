package io.jenkins.plugins.itgc.jenkins.screen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What somebody typed into a form; blanks at the ends of texts do not count. */
public final class Typed {
    /** The attribute of a request under which pages look for what was typed and refused. */
    static final String ATTRIBUTE = "typed";

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * @param parameter the value of a field; absent fields are null
     */
    Typed(List<String> names, UnaryOperator<@Nullable String> parameter) {
        for (String name : names) {
            String value = parameter.apply(name);
            if (value != null && !value.isBlank()) {
                values.put(name, value.strip());
            }
        }
    }

    /** What was typed; empty for nothing. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean isTicked(String name) {
        return values.containsKey(name);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Map<String, String> all() {
        return Map.copyOf(values);
    }
}
