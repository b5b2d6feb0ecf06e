package dev.throng.runner.verdict.drift;

import java.util.Optional;

/**
 * Growth of a resource that never falls back. What is looked at is the floor, the least that was in use in each part of the
 * run: memory that a collector frees comes down to it again and again, and only when the floor itself rises is something kept
 * for ever.
 *
 * @param from the floor at the beginning
 * @param to the floor at the end
 * @param trend of the floor
 */
public record Leak(double from, double to, Trend trend) {
    private static final int PARTS = 24;
    private static final int COARSE_PARTS = 8;

    /** Growth below this share of what was there is not worth a word. */
    private static final double LEAST_GROWTH = 0.05;

    /** The floor may come down by this share of all its growth, for noise that is not gone in an eighth of the run. */
    private static final double MOST_FALL = 0.25;

    /** Empty when it is none. */
    public static Optional<Leak> of(double[] seconds, double[] values) {
        Curve all = Curve.of(seconds, values);
        if (all.size() < 2 * PARTS) {
            return Optional.empty();
        }
        Curve floors = all.floors(PARTS);
        return Trend.of(floors.seconds(), floors.values())
                .filter(Trend::evident)
                .filter(trend -> trend.perHour() > 0)
                .map(trend -> new Leak(floors.values()[0], floors.values()[PARTS - 1], trend))
                .filter(leak -> leak.to - leak.from > LEAST_GROWTH * Math.abs(leak.from))
                .filter(leak -> deepestFall(all.floors(COARSE_PARTS).values()) < MOST_FALL * (leak.to - leak.from));
    }

    private static double deepestFall(double[] floors) {
        double highest = floors[0];
        double deepest = 0;
        for (double floor : floors) {
            highest = Math.max(highest, floor);
            deepest = Math.max(deepest, highest - floor);
        }
        return deepest;
    }

    /** When it will have come to a limit, seconds after the end of what was seen. */
    public double secondsTo(double limit) {
        return Math.max(0, (limit - to) / trend.perHour() * 3600);
    }
}
