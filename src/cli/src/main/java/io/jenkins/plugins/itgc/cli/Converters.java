package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.exceptions.ExceptionType;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.publication.Retention;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.sample.Frequency;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.SizeRule;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How arguments become values; each error says what is allowed. */
final class Converters {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private Converters() {}

    static void register(CommandLine commandLine) {
        commandLine.registerConverter(Identity.class, converter(Identity::parse));
        commandLine.registerConverter(CommitId.class, converter(CommitId::new));
        commandLine.registerConverter(RepositoryName.class, converter(RepositoryName::parse));
        commandLine.registerConverter(Long.class, converter(Converters::number));
        commandLine.registerConverter(long.class, converter(Converters::number));
        commandLine.registerConverter(Integer.class, converter(Converters::smallNumber));
        commandLine.registerConverter(int.class, converter(Converters::smallNumber));
        commandLine.registerConverter(YearMonth.class, converter(Converters::month));
        commandLine.registerConverter(EntryKind.class, oneOf(EntryKind.class, EntryKind::text, "kind of entry"));
        commandLine.registerConverter(ChangeType.class, oneOf(ChangeType.class, "kind of change"));
        commandLine.registerConverter(Outcome.class, oneOf(Outcome.class, "outcome"));
        commandLine.registerConverter(ExceptionType.class, oneOf(ExceptionType.class, "type of exception"));
        commandLine.registerConverter(Retention.Mode.class, oneOf(Retention.Mode.class, "mode of Object Lock"));
        commandLine.registerConverter(VerifierKey.class, converter(Converters::key));
        commandLine.registerConverter(Duration.class, converter(Converters::duration));
        commandLine.registerConverter(Instant.class, converter(Converters::instant));
        commandLine.registerConverter(LocalDate.class, converter(Converters::day));
        commandLine.registerConverter(ZoneId.class, converter(Converters::zone));
        commandLine.registerConverter(Rate.class, converter(Rate::parse));
        commandLine.registerConverter(Frequency.class, converter(Frequency::ofText));
        commandLine.registerConverter(SizeRule.Method.class, converter(SizeRule.Method::ofText));
        commandLine.registerConverter(Format.class, oneOf(Format.class, Format::text, "form of a worksheet"));
        commandLine.registerConverter(Stratum.class, converter(Converters::stratum));
        commandLine.registerConverter(JiraSite.Kind.class, converter(Converters::jiraKind));
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    /** One of the values of an enum. */
    private static <E extends Enum<E>> ITypeConverter<E> oneOf(Class<E> values, String what) {
        return oneOf(values, value -> value.name().toLowerCase(Locale.ROOT), what);
    }

    private static <E extends Enum<E>> ITypeConverter<E> oneOf(
            Class<E> values, Function<E, String> words, String what) {
        return converter(text -> Arrays.stream(values.getEnumConstants())
                .filter(value -> words.apply(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no " + what + "; write one of "
                        + Arrays.stream(values.getEnumConstants()).map(words).collect(Collectors.joining(", ")))));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is " + (text.matches("\\d+") ? "too large" : "no whole number, like 25"), e);
        }
    }

    private static int smallNumber(String text) {
        try {
            return Math.toIntExact(number(text));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too large", e);
        }
    }

    /** The number of a pull request, also as people write it. */
    static final class PullRequest implements ITypeConverter<Integer> {
        private static final Pattern NUMBER = Pattern.compile("#?([1-9]\\d{0,8})");

        @Override
        public Integer convert(String text) {
            Matcher matcher = NUMBER.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "\"" + text + "\" is no number of a pull request; write it like 7 or #7");
            }
            return Integer.valueOf(matcher.group(1));
        }
    }

    private static VerifierKey key(String text) {
        try {
            return VerifierKey.parse(text.strip());
        } catch (CheckpointException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration; write 500ms, 30s or 2m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** A time with its offset, or a day, which begins at midnight UTC. */
    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no time; write 2026-11-03T14:02:00Z, 2026-11-03T15:02:00+01:00 or 2026-11-03");
        }
    }

    private static LocalDate day(String text) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no day; write 2026-03-31", e);
        }
        if (day.getYear() < 1970 || day.getYear() > 9999) {
            throw new IllegalArgumentException("\"" + text + "\" is no day of a ledger; write 2026-03-31");
        }
        return day;
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no month; write 2026-03", e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no time zone; write UTC, Europe/Berlin or +01:00", e);
        }
    }

    private static Stratum stratum(String text) {
        try {
            return Stratum.ofText(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; write standard, emergency or override", e);
        }
    }

    private static JiraSite.Kind jiraKind(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "cloud" -> JiraSite.Kind.CLOUD;
            case "data-center" -> JiraSite.Kind.DATA_CENTER;
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is no kind of Jira; write cloud or data-center");
        };
    }
}
