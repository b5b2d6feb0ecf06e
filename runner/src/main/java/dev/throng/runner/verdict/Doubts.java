package dev.throng.runner.verdict;

import dev.throng.runner.plan.Threshold;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is not known of a run, and whether it could turn a threshold that held: requests that were lost with a worker may all
 * have failed, and so may those that ran across a standstill of the generator, or were unanswered at the end for longer than
 * anything that was answered. A run of which too little was driven is in doubt as well.
 */
public final class Doubts {
    /** Of the load, in the time of workers, that may be missing. */
    private static final double MOST_UNDRIVEN = 0.05;

    /** Unanswered requests that are younger say nothing about a target. */
    private static final long YOUNG_MICROS = 1_000_000;

    /** Of the requests that may have been unanswered for long at the end when no threshold is about it. */
    private static final double MOST_UNANSWERED = 0.01;

    /** No request takes longer, for a mean that is not known. */
    private static final double LONGEST_MILLIS = 60_000;

    private final Totals totals;
    private final long uncertain;
    private final double judgedSeconds;

    private Doubts(Totals totals, long uncertain, double judgedSeconds) {
        this.totals = totals;
        this.uncertain = uncertain;
        this.judgedSeconds = judgedSeconds;
    }

    /**
     * Why a run whose thresholds all held may still not have passed, in sentences; empty when there is no doubt.
     *
     * @param results of these thresholds, in their order
     * @param uncertain requests that the server may have seen and that are in no row
     * @param undriven how much of the load was not driven, from 0 to 1
     */
    public static List<String> of(
            Totals totals,
            List<Threshold> thresholds,
            List<ThresholdResult> results,
            double judgedSeconds,
            long uncertain,
            double undriven) {
        Doubts doubts = new Doubts(totals, uncertain, judgedSeconds);
        List<String> reasons = new ArrayList<>();
        if (undriven > MOST_UNDRIVEN) {
            reasons.add(Figure.share(undriven) + " of the load was not driven: workers were missing or stood still");
        }
        for (int i = 0; i < thresholds.size(); i++) {
            doubts.about(thresholds.get(i), results.get(i)).ifPresent(reasons::add);
        }
        doubts.unanswered().filter(said -> reasons.isEmpty()).ifPresent(reasons::add);
        return reasons;
    }

    private Optional<String> about(Threshold threshold, ThresholdResult result) {
        if (threshold.metric() instanceof Threshold.Own
                || !result.passed()
                || Double.isNaN(result.measured())
                || threshold.scope().over().isPresent()) {
            return Optional.empty();
        }
        Tally tally = Thresholds.tally(threshold, totals);
        long stalled = tally.stalled();
        long unanswered = unanswered(tally, threshold.name());
        boolean holds = switch (threshold.metric()) {
            case Threshold.Percentile percentile ->
                holds(
                        threshold,
                        percentile(
                                Thresholds.times(threshold, tally),
                                percentile.p(),
                                uncertain + stalled,
                                threshold.isUpperLimit()));
            case Threshold.Own own -> true;
            case Threshold.Simple simple -> holds(threshold, worst(threshold, simple, tally, stalled, unanswered));
        };
        return holds
                ? Optional.empty()
                : Optional.of(result.message() + ", but " + unknown(stalled, unanswered) + " could have turned it");
    }

    private static boolean holds(Threshold threshold, double measured) {
        return threshold.comparison().holds(measured, threshold.limit());
    }

    private String unknown(long stalled, long unanswered) {
        List<String> parts = new ArrayList<>();
        if (uncertain > 0) {
            parts.add("up to " + Figure.count(uncertain) + " requests that were lost with a worker");
        }
        if (stalled > 0) {
            parts.add(Figure.count(stalled) + " that ran while the generator stood still");
        }
        if (unanswered > 0) {
            parts.add(Figure.count(unanswered) + " that were unanswered at the end");
        }
        return String.join(" and ", parts);
    }

    /** With so many samples beyond everything that was measured, or below it. */
    private static double percentile(LatencyHistogram response, double percent, long unknown, boolean upper) {
        if (unknown == 0) {
            return response.percentileMillis(percent);
        }
        double all = response.total() + unknown;
        double rank = percent / 100 * all - (upper ? 0 : unknown);
        double among = rank / response.total() * 100;
        if (among > 100) {
            return Double.POSITIVE_INFINITY;
        }
        return among <= 0 ? 0 : response.percentileMillis(among);
    }

    private double worst(Threshold threshold, Threshold.Simple metric, Tally tally, long stalled, long unanswered) {
        boolean upper = threshold.isUpperLimit();
        long meant = Thresholds.requests(threshold.scope(), tally);
        LatencyHistogram response = Thresholds.times(threshold, tally);
        long untimed = uncertain + stalled;
        double judged = Math.max(1, tally.requests() - stalled);
        double failed = tally.failures() + (upper ? untimed + unanswered : 0);
        return switch (metric) {
            case MIN -> upper || untimed == 0 ? response.minMicros() / 1000.0 : 0;
            case MAX -> upper && untimed > 0 ? Double.POSITIVE_INFINITY : response.maxMicros() / 1000.0;
            case MEAN ->
                (response.meanMillis() * response.total() + (upper ? untimed * LONGEST_MILLIS : 0))
                        / Math.max(1, response.total() + untimed);
            case FAILURE_RATE -> failed / (judged + untimed + (upper ? unanswered : 0));
            case FAILURES -> failed;
            case SHARE -> (meant + (upper ? untimed : 0)) / (judged + untimed);
            case REQUESTS -> meant + (upper ? uncertain : 0);
            case RPS -> (meant + (upper ? uncertain : 0)) / Math.max(1e-9, judgedSeconds);
            case EXCEPTIONS -> totals.exceptionCount();
        };
    }

    /** How many were unanswered at the end, and for longer than anything that was answered took. */
    private long unanswered(Tally tally, Optional<String> name) {
        long slowest = Math.max(YOUNG_MICROS, tally.response().maxMicros());
        long[] old = {0};
        totals.aborted(name).forEach((fromMicros, toMicros, count) -> old[0] += fromMicros >= slowest ? count : 0);
        return old[0];
    }

    /** A target that is dead at the end is no target that passed, whatever was asked of it. */
    private Optional<String> unanswered() {
        Tally all = totals.judged();
        long old = unanswered(all, Optional.empty());
        return old > MOST_UNANSWERED * (all.requests() + totals.counter(Counter.ABORTED))
                ? Optional.of(Figure.count(old) + " requests were unanswered when the run ended, the oldest after "
                        + Figure.millis(totals.aborted(Optional.empty()).maxMicros() / 1000.0)
                        + ", longer than any that was answered: the target may have been dead by then")
                : Optional.empty();
    }
}
