package dev.throng.runner.verdict.drift;

import dev.throng.runner.stats.Figure;
import java.util.Locale;
import java.util.Optional;

/**
 * How a figure went through the judged time, one way or not.
 *
 * @param figure {@code p50}, {@code p95}, {@code failure rate}, {@code throughput}, or the name of an observed series
 * @param trend how fast
 * @param leak when it is a resource that is never given back
 * @param message one sentence: {@code p95 grew 4.1 % per hour (3.2 to 5.0)}, or {@code p95 stayed, +0.1 % per hour (-0.4 to 0.6)}
 */
public record Drift(String figure, Trend trend, Optional<Leak> leak, String message) {
    /** What a shorter time shows, a service that warms up for instance, is nothing to be told by the hour. */
    private static final double LEAST_SECONDS = 600;

    /** Empty when it was not looked at for ten minutes, or is hardly ever known. */
    public static Optional<Drift> of(String figure, double[] seconds, double[] values) {
        return isLong(seconds)
                ? Trend.of(seconds, values)
                        .map(trend -> new Drift(figure, trend, Optional.empty(), message(figure, trend)))
                : Optional.empty();
    }

    private static boolean isLong(double[] seconds) {
        return seconds.length > 0 && seconds[seconds.length - 1] - seconds[0] >= LEAST_SECONDS;
    }

    /** Of a resource: one that is never given back is a leak; another may go one way as any figure does. */
    public static Optional<Drift> ofResource(String name, double[] seconds, double[] values) {
        return (isLong(seconds) ? Leak.of(seconds, values) : Optional.<Leak>empty())
                .map(leak -> new Drift(
                        name,
                        leak.trend(),
                        Optional.of(leak),
                        message(name, leak.trend()) + " and never fell back: a leak"))
                .or(() -> of(name, seconds, values));
    }

    /** Whether it went one way, and chance does not explain it. */
    public boolean evident() {
        return trend.evident();
    }

    private static String message(String figure, Trend trend) {
        return trend.evident() ? moved(figure, trend) : stayed(figure, trend);
    }

    private static String stayed(String figure, Trend trend) {
        return Double.isNaN(trend.sharePerHour())
                ? figure + " stayed, " + signed(trend.perHour()) + " per hour"
                : figure
                        + String.format(
                                Locale.ROOT,
                                " stayed, %s %% per hour (%s to %s)",
                                signed(trend.sharePerHour() * 100),
                                signed(trend.shareLow() * 100),
                                signed(trend.shareHigh() * 100));
    }

    private static String signed(double value) {
        return (value < 0 ? "-" : "+") + Figure.digits(Math.abs(value));
    }

    private static String moved(String figure, Trend trend) {
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
