package io.jenkins.plugins.itgc.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Days, times and durations as a policy writes them. Each method throws a {@code DateTimeException} for other texts. */
final class CalendarText {
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern LOCAL = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?");

    private CalendarText() {}

    /** {@code HH:MM}; {@code 24:00} is the last instant of the day. */
    static LocalTime time(String text) {
        return text.equals("24:00") ? LocalTime.MAX : LocalTime.parse(text);
    }

    /** Days and ranges of them; a range may pass Sunday. */
    static Set<DayOfWeek> days(Iterable<String> texts) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var text : texts) {
            var last = day(text.substring(text.length() - 3));
            var day = day(text.substring(0, 3));
            for (; day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return Collections.unmodifiableSet(days);
    }

    private static DayOfWeek day(String text) {
        return DayOfWeek.of(DAYS.indexOf(text) + 1);
    }

    /** When a period starts: a day's first instant, or a moment. */
    static Instant start(String text, ZoneId zone) {
        return DATE.matcher(text).matches()
                ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                : moment(text, zone);
    }

    /** When a period ends: the first instant after a day, or a moment. */
    static Instant end(String text, ZoneId zone) {
        return DATE.matcher(text).matches()
                ? LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant()
                : moment(text, zone);
    }

    private static Instant moment(String text, ZoneId zone) {
        return LOCAL.matcher(text).matches()
                ? LocalDateTime.parse(text).atZone(zone).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    /** Whole seconds or minutes: {@code 20s}, {@code 2m}. */
    static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }
}
