package io.jenkins.plugins.itgc.policy;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** The formats that the schema names: a text fits where the reader of the settings can read it. */
enum Formats implements Format {
    DATE("date", LocalDate::parse),
    TIME_ZONE("time-zone", ZoneId::of),
    TIME_OF_DAY("time-of-day", CalendarText::time),
    MOMENT("moment", text -> CalendarText.start(text, ZoneOffset.UTC)),
    REPOSITORY("repository", RepositoryName::parse);

    private final String formatName;
    private final Consumer<String> reader;

    Formats(String formatName, Consumer<String> reader) {
        this.formatName = formatName;
        this.reader = reader;
    }

    static List<Format> all() {
        return List.of(values());
    }

    @Override
    public String getName() {
        return formatName;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        try {
            reader.accept(value);
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }
}
