package dev.throng.runner.script.function;

import dev.throng.runner.script.Values;
import dev.throng.runner.script.expression.Apply;
import dev.throng.runner.script.expression.Node;
import dev.throng.runner.script.expression.Type;
import dev.throng.runner.script.function.Function.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Dates: instants are milliseconds since 1970, as {@code now()} gives them. */
final class Dates {
    private static final Parameter MILLIS = new Parameter("millis", Type.WHOLE);
    private static final Parameter PATTERN = new Parameter("pattern", Type.TEXT);
    private static final Parameter ZONE = new Parameter("zone", Type.TEXT);

    private static final Map<String, ChronoUnit> UNITS = new TreeMap<>(Map.of(
            "millis", ChronoUnit.MILLIS,
            "seconds", ChronoUnit.SECONDS,
            "minutes", ChronoUnit.MINUTES,
            "hours", ChronoUnit.HOURS,
            "days", ChronoUnit.DAYS,
            "weeks", ChronoUnit.WEEKS,
            "months", ChronoUnit.MONTHS,
            "years", ChronoUnit.YEARS));

    private Dates() {}

    /** In the order of the documentation. */
    static List<Function> functions() {
        return List.of(
                new Function(
                        "date.add",
                        List.of(MILLIS, new Parameter("amount", Type.WHOLE), new Parameter("unit", Type.TEXT)),
                        3,
                        false,
                        Dates::add),
                new Function("date.format", List.of(MILLIS, PATTERN, ZONE), 2, false, Dates::format),
                new Function(
                        "date.parse",
                        List.of(new Parameter("text", Type.TEXT), PATTERN, ZONE),
                        2,
                        false,
                        Dates::parse));
    }

    private static Node add(List<Node> arguments, Call call) {
        ChronoUnit unit = UNITS.get(String.valueOf(Literal.text(arguments.get(2))));
        if (unit == null) {
            return call.refuse("date.add(millis, amount, unit) needs the unit written as one of "
                    + String.join(", ", UNITS.keySet()));
        }
        return new Apply(Type.WHOLE, arguments.subList(0, 2), values -> {
            if (!(values[0] instanceof Long millis && values[1] instanceof Long amount)) {
                return null;
            }
            try {
                return Instant.ofEpochMilli(millis)
                        .atOffset(ZoneOffset.UTC)
                        .plus(amount, unit)
                        .toInstant()
                        .toEpochMilli();
            } catch (DateTimeException | ArithmeticException tooFar) {
                return null;
            }
        });
    }

    private static Node format(List<Node> arguments, Call call) {
        return formatted(
                arguments,
                call,
                formatter -> new Apply(
                        Type.TEXT,
                        arguments.subList(0, 1),
                        values -> values[0] instanceof Long millis
                                ? formatter.format(Instant.ofEpochMilli(millis))
                                : null));
    }

    private static Node parse(List<Node> arguments, Call call) {
        return formatted(
                arguments,
                call,
                formatter -> new Apply(
                        Type.WHOLE, arguments.subList(0, 1), values -> read(Values.text(values[0]), formatter)));
    }

    /** Null when it is none. */
    private static @Nullable Object read(String text, DateTimeFormatter formatter) {
        try {
            TemporalAccessor read = formatter.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from);
            ZoneId zone = formatter.getZone();
            return switch (read) {
                case Instant instant -> instant.toEpochMilli();
                case LocalDateTime time -> time.atZone(zone).toInstant().toEpochMilli();
                case LocalDate date -> date.atStartOfDay(zone).toInstant().toEpochMilli();
                default -> null;
            };
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }

    private interface Formatted {
        Node by(DateTimeFormatter formatter);
    }

    private static Node formatted(List<Node> arguments, Call call, Formatted made) {
        String pattern = Literal.text(arguments.get(1));
        String zone = arguments.size() == 3 ? Literal.text(arguments.get(2)) : "Z";
        if (pattern == null || zone == null) {
            return call.refuse(
                    "a date's pattern and zone are written as texts, such as \"yyyy-MM-dd\" and \"Europe/Berlin\"");
        }
        try {
            DateTimeFormatter formatter =
                    DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneId.of(zone));
            String unused = formatter.format(Instant.EPOCH);
            return made.by(formatter);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return call.refuse("not a date's pattern and zone: " + wrong.getMessage());
        }
    }
}
