package dev.throng.runner.verdict.regression;

import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.verdict.regression.Regression.Measured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Runs of a made-up target whose truth is known: 100 requests/s for a minute, two request names. */
public final class SimulatedRun {
    static final int SECONDS = 60;
    static final int PER_SECOND = 100;

    /** How the target's response times go up and down by themselves. */
    public enum Noise {
        /** Every request for itself. */
        INDEPENDENT,
        /** Good and bad seconds that follow each other: correlation 0.8, 5 % deviation. */
        CORRELATED,
        /** Slow swings: correlation 0.95, 5 % deviation. */
        SLOW_SWINGS,
        /** One request of ten takes another way, six times as long. */
        BIMODAL,
        /** One of twenty does: the 95th percentile falls into the gap. */
        BIMODAL_AT_P95,
        /** The share of the slow ones swings too. */
        BIMODAL_CORRELATED,
        /** A pause of half a second every ten seconds. */
        PAUSES,
        /** Two states, one 20 % slower, five seconds each on average. */
        REGIMES
    }

    private final Noise noise;
    private final double factor;
    private final Random random;
    private double swing;
    private boolean slowState;

    private SimulatedRun(Noise noise, double factor, long seed) {
        this.noise = noise;
        this.factor = factor;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 12345);
        this.swing = random.nextGaussian();
        this.slowState = random.nextBoolean();
    }

    /** @param factor on every response time: 1.1 is a regression by ten percent */
    public static Regression.Run of(Noise noise, double factor, long seed) {
        return new SimulatedRun(noise, factor, seed).run("run " + seed);
    }

    private Regression.Run run(String id) {
        List<Piece> all = new ArrayList<>();
        List<List<Piece>> byName = List.of(new ArrayList<>(), new ArrayList<>());
        for (int second = 0; second < SECONDS; second++) {
            double level = level();
            LatencyHistogram total = new LatencyHistogram();
            for (int name = 0; name < 2; name++) {
                LatencyHistogram times = new LatencyHistogram();
                for (int i = 0; i < PER_SECOND / 2; i++) {
                    times.record((long) (1000 * millis(level, second, i / (PER_SECOND / 2.0), name)));
                }
                total.add(times);
                byName.get(name).add(new Piece(0, PER_SECOND, times.total(), 0, times));
            }
            all.add(new Piece(0, PER_SECOND, total.total(), 0, total));
        }
        TreeMap<String, Measured> names = new TreeMap<>();
        names.put("GET /a", measured(byName.get(0)));
        names.put("POST /b", measured(byName.get(1)));
        return new Regression.Run(id, Instant.EPOCH, measured(all), names);
    }

    private double level() {
        double correlation = noise == Noise.SLOW_SWINGS ? 0.95 : 0.8;
        swing = correlation * swing + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        slowState ^= random.nextDouble() < 0.2;
        return switch (noise) {
            case CORRELATED, SLOW_SWINGS, BIMODAL_CORRELATED -> Math.exp(0.05 * swing);
            case REGIMES -> slowState ? 1.2 : 1;
            case INDEPENDENT, BIMODAL, BIMODAL_AT_P95, PAUSES -> 1;
        };
    }

    private double millis(double level, int second, double within, int name) {
        double usual = (name == 0 ? 50 : 60) * level * Math.exp(0.4 * random.nextGaussian());
        return factor
                * switch (noise) {
                    case INDEPENDENT, CORRELATED, SLOW_SWINGS, REGIMES -> usual;
                    case BIMODAL -> usual * (random.nextDouble() < 0.1 ? 6 : 1);
                    case BIMODAL_AT_P95 -> usual * (random.nextDouble() < 0.05 ? 6 : 1);
                    case BIMODAL_CORRELATED -> usual * (random.nextDouble() < 0.1 * Math.exp(0.3 * swing) ? 6 : 1);
                    case PAUSES -> usual + (second % 10 == 3 && within < 0.5 ? 500 * (0.5 - within) : 0);
                };
    }

    private static Measured measured(List<Piece> pieces) {
        LatencyHistogram times = new LatencyHistogram();
        pieces.forEach(piece -> times.add(piece.response()));
        return new Measured(times.total(), 0, pieces.size(), times, Scatter.of(pieces));
    }
}
