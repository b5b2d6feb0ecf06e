package dev.throng.kubectl.terminal;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
public final class Words {
    public static final String NONE = "-";
    private static final double SECOND = 1000;
    private static final double WHOLE = 10;

    private Words() {}

    public static String count(@Nullable Number count) {
        return count == null ? NONE : String.format(Locale.ROOT, "%,d", count.longValue());
    }

    /** @param perSecond a rate */
    public static String rate(@Nullable Double perSecond) {
        return perSecond == null ? NONE : String.format(Locale.ROOT, perSecond < WHOLE ? "%.1f" : "%,.0f", perSecond);
    }

    /** @param share from 0 to 1 */
    public static String percent(@Nullable Double share) {
        return share == null ? NONE : String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    public static String millis(@Nullable Double millis) {
        if (millis == null) {
            return NONE;
        }
        if (millis >= SECOND) {
            return String.format(Locale.ROOT, "%.2fs", millis / SECOND);
        }
        return String.format(Locale.ROOT, millis < WHOLE ? "%.1fms" : "%.0fms", millis);
    }

    /** In its two largest units: {@code 3m20s}, {@code 5h2m}, {@code 12d}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < Duration.ofMinutes(1).toSeconds()) {
            return seconds + "s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + "m" + (duration.toSecondsPart() == 0 ? "" : duration.toSecondsPart() + "s");
        }
        if (duration.toDays() < 1) {
            return duration.toHours() + "h" + (duration.toMinutesPart() == 0 ? "" : duration.toMinutesPart() + "m");
        }
        return duration.toDays() + "d";
    }

    public static String orNone(@Nullable String text) {
        return text == null || text.isEmpty() ? NONE : text;
    }

    /** So that nothing that comes from a cluster moves the cursor. */
    public static String clean(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ");
    }
}
