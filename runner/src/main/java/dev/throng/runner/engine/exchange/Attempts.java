package dev.throng.runner.engine.exchange;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.plan.step.Retry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often a user's request was sent again because its answer asked for it, and when the next attempt is due. Confined to the
 * loop.
 */
final class Attempts {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final User user;
    private int made;
    private long pauseNanos;

    Attempts(User user) {
        this.user = user;
    }

    /** The first one. */
    void begin() {
        made = 0;
    }

    /** How long after the last one the next attempt is due. */
    long pauseNanos() {
        return pauseNanos;
    }

    /** Whether another one follows this answer; then the user pauses first. */
    boolean follows(Call call, Retry retry, ResponseParser response, long intendedNanos) {
        if (made >= retry.times() || !retry.on().contains(response.status())) {
            return false;
        }
        OptionalLong asked = asked(response.header("retry-after"), user.epochMillis());
        if (asked.isPresent() && asked.getAsLong() > retry.mostNanos()) {
            return false;
        }
        pauses(call, asked.orElseGet(() -> retry.pauseNanos(made, user.random())), intendedNanos);
        return true;
    }

    /** Whether another one follows though there was no answer. */
    boolean follows(Call call, Retry retry, long intendedNanos) {
        if (!retry.noAnswer() || made >= retry.times()) {
            return false;
        }
        pauses(call, retry.pauseNanos(made, user.random()), intendedNanos);
        return true;
    }

    private void pauses(Call call, long nanos, long intendedNanos) {
        made++;
        pauseNanos = nanos;
        user.loop().metric(MetricKind.TREND, Retry.metric(call.key.name()), nanos / 1e6, intendedNanos);
    }

    /** What a server asks for by seconds, or by an instant of HTTP; nothing when it does not, or not in a way that is known. */
    static OptionalLong asked(@Nullable String field, long epochMillis) {
        String text = field == null ? "" : field.strip();
        if (SECONDS.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text) * 1_000_000_000);
        }
        try {
            Instant due = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return OptionalLong.of(Math.max(0, due.toEpochMilli() - epochMillis) * 1_000_000);
        } catch (DateTimeException none) {
            return OptionalLong.empty();
        }
    }
}
