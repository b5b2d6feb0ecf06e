package dev.throng.operator.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cron schedule in a time zone, as Vixie's cron and Kubernetes understand it: five fields with lists, ranges, steps and
 * names; where both days are restricted, either will do.
 *
 * <p>When clocks change, a time of day that is skipped comes at the first instant after the gap, one that comes twice
 * counts the first time. A schedule for every hour follows the clock on the wall as it goes: it has no hours that are
 * missing, and the doubled hour twice.
 */
final class Cron {
    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** 29 February comes at least every eight years. */
    private static final int YEARS = 9;

    /** No change of clocks is longer. */
    private static final Duration LONGEST_CHANGE = Duration.ofDays(1);

    private final CronField minutes;
    private final CronField hours;
    private final CronField days;
    private final CronField months;
    private final CronField weekdays;
    private final ZoneId zone;

    private Cron(List<CronField> fields, ZoneId zone) {
        this.minutes = fields.get(0);
        this.hours = fields.get(1);
        this.days = fields.get(2);
        this.months = fields.get(3);
        this.weekdays = fields.get(4);
        this.zone = zone;
    }

    /** @throws IllegalArgumentException with a message for people */
    static Cron parse(String text, ZoneId zone) {
        String[] parts = NICKNAMES.getOrDefault(text.strip(), text).strip().split("\\s+");
        if (parts.length != 5) {
            throw new IllegalArgumentException("'" + text + "' has " + parts.length
                    + " fields, a schedule has five: minute, hour, day, month, weekday");
        }
        Cron cron = new Cron(
                List.of(
                        CronField.minutes(parts[0]),
                        CronField.hours(parts[1]),
                        CronField.days(parts[2]),
                        CronField.months(parts[3]),
                        CronField.weekdays(parts[4])),
                zone);
        if (cron.nextLocal(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is a day that never comes");
        }
        return cron;
    }

    /** The first time after an instant. */
    Instant next(Instant after) {
        LocalDateTime local = LocalDateTime.ofInstant(after, zone).minus(LONGEST_CHANGE);
        Optional<Instant> best = Optional.empty();
        while (true) {
            LocalDateTime due = nextLocal(local).orElseThrow();
            Optional<Instant> found =
                    instants(due).stream().filter(after::isBefore).findFirst();
            if (best.isPresent() && due.minus(LONGEST_CHANGE).isAfter(LocalDateTime.ofInstant(best.get(), zone))) {
                return best.get();
            }
            if (found.isPresent() && (best.isEmpty() || found.get().isBefore(best.get()))) {
                best = found;
            }
            local = due.plusMinutes(1);
        }
    }

    /** The last time in (after, until], if there was one. */
    Optional<Instant> last(Instant after, Instant until) {
        Instant from = after;
        // From far away, years of minutes would be counted one by one.
        for (Duration back :
                List.of(Duration.ofHours(2), Duration.ofDays(2), Duration.ofDays(40), Duration.ofDays(400))) {
            Instant start = until.minus(back);
            if (start.isAfter(after) && !next(start).isAfter(until)) {
                from = start;
                break;
            }
        }
        Optional<Instant> last = Optional.empty();
        for (Instant due = next(from); !due.isAfter(until); due = next(due)) {
            last = Optional.of(due);
        }
        return last;
    }

    /** The instants of a time on the wall, in order. */
    private List<Instant> instants(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(local);
            return hours.everything() ? List.of() : List.of(gap.getInstant());
        }
        return offsets.stream()
                .map(local::toInstant)
                .limit(hours.everything() ? offsets.size() : 1)
                .toList();
    }

    /** The first time on the wall at or after another; empty if there is none. */
    private Optional<LocalDateTime> nextLocal(LocalDateTime from) {
        LocalDateTime time = from.truncatedTo(ChronoUnit.MINUTES);
        if (time.isBefore(from)) {
            time = time.plusMinutes(1);
        }
        int lastYear = time.getYear() + YEARS;
        while (time.getYear() <= lastYear && time.getYear() <= Year.MAX_VALUE - 1) {
            if (!months.has(time.getMonthValue())) {
                time = time.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).plusMonths(1);
            } else if (!isDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.has(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.has(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time);
            }
        }
        return Optional.empty();
    }

    private boolean isDay(LocalDateTime time) {
        boolean day = days.has(time.getDayOfMonth());
        boolean weekday = weekdays.has(
                time.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? 0
                        : time.getDayOfWeek().getValue());
        return days.everything() || weekdays.everything() ? day && weekday : day || weekday;
    }
}
