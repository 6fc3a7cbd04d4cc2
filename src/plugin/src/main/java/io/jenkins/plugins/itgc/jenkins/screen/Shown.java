package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Times and people as the screens show them. */
final class Shown {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Shown() {}

    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    static String person(Optional<Identity> who) {
        return who.map(Identity::toString).orElseGet(Messages::Shown_nobody);
    }

    /** How long something has lasted, in its largest unit. */
    static String lasting(Duration time) {
        long days = time.toDays();
        if (days > 0) {
            return days == 1 ? Messages.Shown_day() : Messages.Shown_days(days);
        }
        long hours = time.toHours();
        if (hours > 0) {
            return hours == 1 ? Messages.Shown_hour() : Messages.Shown_hours(hours);
        }
        long minutes = Math.max(0, time.toMinutes());
        return minutes == 1 ? Messages.Shown_minute() : Messages.Shown_minutes(minutes);
    }

    /** How much time is left until then, or by how much it is overdue. */
    static String left(Instant due, Instant now) {
        return due.isBefore(now)
                ? Messages.Shown_overdue(lasting(Duration.between(due, now)))
                : Messages.Shown_left(lasting(Duration.between(now, due)));
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
