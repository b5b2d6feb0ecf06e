package dev.throng.runner.plan.step;

import java.util.SplittableRandom;

/**
 * When a request is sent again.
 *
 * @param on answers with these statuses ask for another attempt
 * @param noAnswer whether that there was no answer does so too
 * @param times how many attempts there are after the first one
 * @param backoffNanos pause before the second attempt, doubled before each that follows
 * @param mostNanos longest pause
 */
public record Retry(StatusSet on, boolean noAnswer, int times, long backoffNanos, long mostNanos) {
    private static final int MOST_DOUBLINGS = 40;
    private static final String METRIC = "retry ";

    /** What the pauses before further attempts are measured as, in milliseconds. */
    public static String metric(String request) {
        return METRIC + request;
    }

    /** The pause before another attempt when the server names none. @param before how many attempts there were but the first */
    public long pauseNanos(int before, SplittableRandom random) {
        double doubled = backoffNanos * (double) (1L << Math.min(before, MOST_DOUBLINGS));
        long whole = (long) Math.min(doubled, (double) mostNanos);
        return whole - (whole < 2 ? 0 : random.nextLong(whole / 2 + 1));
    }
}
