package dev.throng.runner.verdict.drift;

import dev.throng.runner.stats.Figure;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure that went one way through the judged time.
 *
 * @param figure {@code p50}, {@code p95}, {@code failure rate}, {@code throughput}, or the name of an observed series
 * @param trend how fast
 * @param leak when it is a resource that is never given back
 * @param message one sentence: {@code p95 grew 4.1 % per hour (3.2 to 5.0)}
 */
public record Drift(String figure, Trend trend, Optional<Leak> leak, String message) {
    /** What a shorter time shows, a service that warms up for instance, is nothing to be told by the hour. */
    private static final double LEAST_SECONDS = 600;

    /** Empty when it did not, or when it was not looked at for ten minutes. */
    public static Optional<Drift> of(String figure, double[] seconds, double[] values) {
        return seconds.length == 0 || seconds[seconds.length - 1] - seconds[0] < LEAST_SECONDS
                ? Optional.empty()
                : evident(figure, seconds, values);
    }

    private static Optional<Drift> evident(String figure, double[] seconds, double[] values) {
        return Trend.of(seconds, values)
                .filter(Trend::evident)
                .map(trend -> new Drift(figure, trend, Optional.empty(), message(figure, trend)));
    }

    /** Of a resource: one that is never given back is a leak; another may go one way as any figure does. */
    public static Optional<Drift> ofResource(String name, double[] seconds, double[] values) {
        return Leak.of(seconds, values)
                .map(leak -> new Drift(
                        name,
                        leak.trend(),
                        Optional.of(leak),
                        message(name, leak.trend()) + " and never fell back: a leak"))
                .or(() -> of(name, seconds, values));
    }

    private static String message(String figure, Trend trend) {
        String went = trend.perHour() > 0 ? " grew " : " fell ";
        double sign = Math.signum(trend.perHour());
        if (Double.isNaN(trend.sharePerHour())) {
            return figure + went + Figure.digits(Math.abs(trend.perHour())) + " per hour";
        }
        double low = Math.min(sign * trend.shareLow(), sign * trend.shareHigh());
        double high = Math.max(sign * trend.shareLow(), sign * trend.shareHigh());
        return figure
                + went
                + String.format(
                        Locale.ROOT,
                        "%s %% per hour (%s to %s)",
                        percent(sign * trend.sharePerHour()),
                        percent(low),
                        percent(high));
    }

    private static String percent(double share) {
        return Figure.digits(share * 100);
    }
}
