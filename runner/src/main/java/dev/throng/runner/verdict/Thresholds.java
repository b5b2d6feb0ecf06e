package dev.throng.runner.verdict;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Scope;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.Windows;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.timeline.Part;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Judges thresholds on the merged histograms of all workers, without the warm-up: during the run and at its end by the
 * same rules.
 *
 * <p>A threshold with a name is about all requests of that name, whatever their user class and method, unless its scope says
 * more. Without any sample a threshold fails, unless it allows that. One over windows is judged by the worst of the whole
 * windows, and by the whole run as long as there is none.
 */
public final class Thresholds {
    private static final int MOST_SUGGESTIONS = 3;

    private Thresholds() {}

    /** @param judgedSeconds length of the judged part so far, for rates */
    public static List<ThresholdResult> judge(List<Threshold> thresholds, Totals totals, double judgedSeconds) {
        return thresholds.stream()
                .map(threshold -> judge(threshold, totals, judgedSeconds))
                .toList();
    }

    private static ThresholdResult judge(Threshold threshold, Totals totals, double judgedSeconds) {
        if (threshold.metric() instanceof Threshold.Own own) {
            return OwnThresholds.judge(threshold, own, totals);
        }
        if (threshold.metric() == Threshold.Simple.EXCEPTIONS) {
            return judged(threshold, (double) totals.exceptionCount());
        }
        Tally tally = tally(threshold, totals);
        if (tally.response().total() == 0) {
            return noSamples(threshold, totals);
        }
        Optional<Windows.Worst> worst =
                totals.part(threshold).map(Part::windows).flatMap(Windows::worst);
        if (worst.isPresent()) {
            return inWindows(threshold, worst.get());
        }
        ThresholdResult answered = judged(threshold, measure(threshold, tally, seconds(threshold, judgedSeconds)));
        return answered.passed() && isTime(threshold.metric())
                ? withUnanswered(threshold, totals, tally, answered)
                : answered;
    }

    /** The requests it is about. */
    static Tally tally(Threshold threshold, Totals totals) {
        return totals.part(threshold)
                .map(Part::tally)
                .orElseGet(() -> threshold.name().map(totals::judged).orElseGet(totals::judged));
    }

    /**
     * Has measured what these thresholds need beyond names.
     *
     * @param judgedFromNanos where judging begins on the stage clock: so do windows
     */
    public static void follow(List<Threshold> thresholds, long judgedFromNanos, Totals totals) {
        thresholds.stream()
                .filter(threshold ->
                        threshold.scope().isPart() || threshold.scope().over().isPresent())
                .forEach(threshold -> totals.follow(threshold, part(threshold, judgedFromNanos)));
    }

    private static Part part(Threshold threshold, long judgedFromNanos) {
        Scope scope = threshold.scope();
        return new Part(
                key -> threshold.name().map(key.name()::equals).orElse(true)
                        && scope.admits(key.user(), key.name(), key.method()),
                scope.stage().map(phase -> OptionalInt.of(phase.index())).orElseGet(OptionalInt::empty),
                scope.over()
                        .map(length -> Part.windows(
                                scope.stage().map(Phase::fromNanos).orElse(judgedFromNanos),
                                length.toNanos(),
                                threshold.isUpperLimit(),
                                tally -> inWindow(threshold, tally, seconds(length))))
                        .orElse(Windows.NONE));
    }

    /** A window without requests has no times; it has a rate. */
    private static double inWindow(Threshold threshold, Tally tally, double seconds) {
        boolean timeless = tally.response().total() == 0
                && threshold.metric() != Threshold.Simple.RPS
                && threshold.metric() != Threshold.Simple.REQUESTS;
        return timeless ? Double.NaN : measure(threshold, tally, seconds);
    }

    private static ThresholdResult inWindows(Threshold threshold, Windows.Worst worst) {
        String text = text(threshold.metric(), worst.measured());
        boolean passed = threshold.comparison().holds(worst.measured(), threshold.limit());
        String message = metric(threshold) + " was " + (threshold.isUpperLimit() ? "up to " : "down to ") + text
                + ", from " + Figure.seconds(Math.round(worst.fromSecond())) + " on (limit " + limit(threshold) + ")";
        return result(threshold, worst.measured(), text, passed, message);
    }

    /** How much of the judged time belongs to the threshold's stage, and to its load. */
    private static double seconds(Threshold threshold, double judgedSeconds) {
        Optional<Phase> stage = threshold.scope().stage();
        double inStage = stage.map(phase -> Math.min(judgedSeconds, (phase.toNanos() - phase.fromNanos()) / 1e9))
                .orElse(judgedSeconds);
        return threshold
                .scope()
                .load()
                .map(load -> load.judgedSeconds(
                        judgedSeconds,
                        stage.map(Phase::fromNanos).orElse(0L),
                        stage.map(Phase::toNanos).orElse(Long.MAX_VALUE)))
                .orElse(inStage);
    }

    private static ThresholdResult judged(Threshold threshold, double measured) {
        String text = text(threshold.metric(), measured);
        boolean passed = threshold.comparison().holds(measured, threshold.limit());
        String message = metric(threshold) + " was " + text + " (limit " + limit(threshold) + ")";
        return result(threshold, measured, text, passed, message);
    }

    /**
     * What was cut off at the end would have taken at least as long as it had been there: what was there for longer than the
     * limit counts against it, or a target that dies at the end would pass.
     */
    private static ThresholdResult withUnanswered(
            Threshold threshold, Totals totals, Tally tally, ThresholdResult answered) {
        LatencyHistogram all = new LatencyHistogram();
        long[] late = {0};
        if (threshold.scope().isPart()) {
            return answered; // nobody knows whose they were
        }
        totals.aborted(threshold.name()).forEach((fromMicros, toMicros, count) -> {
            if (!threshold.comparison().holds(fromMicros / 1000.0, threshold.limit())) {
                late[0] += count;
                for (long i = 0; i < count; i++) {
                    all.record(fromMicros);
                }
            }
        });
        if (late[0] == 0) {
            return answered;
        }
        all.add(times(threshold, tally));
        double atLeast = measure(threshold, all, tally, 0);
        if (threshold.comparison().holds(atLeast, threshold.limit())) {
            return answered;
        }
        String text = text(threshold.metric(), atLeast);
        return result(
                threshold,
                atLeast,
                text,
                false,
                metric(threshold) + " was at least " + text + " with the " + Figure.count(late[0])
                        + " that were unanswered at the end and older than the limit (limit " + limit(threshold) + ", "
                        + answered.measuredText() + " without them)");
    }

    private static boolean isTime(Threshold.Metric metric) {
        return switch (metric) {
            case Threshold.Own own -> false;
            case Threshold.Percentile percentile -> true;
            case Threshold.Simple simple ->
                switch (simple) {
                    case MEAN, MAX -> true;
                    case MIN, FAILURE_RATE, FAILURES, REQUESTS, RPS, SHARE, EXCEPTIONS -> false;
                };
        };
    }

    private static ThresholdResult noSamples(Threshold threshold, Totals totals) {
        String why = threshold.name().map(name -> missing(name, totals)).orElse("no request was judged");
        String message = metric(threshold) + ": " + why + (threshold.allowNoSamples() ? ", which is allowed" : "");
        return result(threshold, Double.NaN, "no samples", threshold.allowNoSamples(), message);
    }

    static ThresholdResult result(Threshold threshold, double measured, String text, boolean passed, String message) {
        return new ThresholdResult(
                threshold.expression(), threshold.about(), measured, text, threshold.limit(), passed, message);
    }

    static LatencyHistogram times(Threshold threshold, Tally tally) {
        return switch (threshold.scope().time()) {
            case RESPONSE -> tally.response();
            case SERVICE -> tally.service();
            case FIRST_BYTE -> tally.firstByte();
        };
    }

    private static double measure(Threshold threshold, Tally tally, double seconds) {
        return measure(threshold, times(threshold, tally), tally, seconds);
    }

    private static double measure(Threshold threshold, LatencyHistogram response, Tally tally, double judgedSeconds) {
        return switch (threshold.metric()) {
            case Threshold.Percentile percentile -> response.percentileMillis(percentile.p());
            case Threshold.Own own -> throw new IllegalArgumentException("it is about no requests");
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN -> response.minMicros() / 1000.0;
                    case MEAN -> response.meanMillis();
                    case MAX -> response.maxMicros() / 1000.0;
                    case FAILURE_RATE -> tally.failureRate();
                    case FAILURES -> tally.failures();
                    case REQUESTS -> requests(threshold.scope(), tally);
                    case RPS -> judgedSeconds > 0 ? requests(threshold.scope(), tally) / judgedSeconds : 0;
                    case SHARE ->
                        tally.requests() == 0 ? 0 : (double) requests(threshold.scope(), tally) / tally.requests();
                    case EXCEPTIONS -> throw new IllegalArgumentException("exceptions have no requests");
                };
        };
    }

    static long requests(Scope scope, Tally tally) {
        return scope.status().isEmpty()
                ? tally.requests()
                : tally.statuses().stream()
                        .filter(count -> scope.admits(count.status()))
                        .mapToLong(StatusCount::requests)
                        .sum();
    }

    private static String text(Threshold.Metric metric, double value) {
        return switch (metric) {
            case Threshold.Percentile percentile -> Figure.millis(value);
            case Threshold.Own own -> Figure.digits(value);
            case Threshold.Simple simple ->
                switch (simple) {
                    case MIN, MEAN, MAX -> Figure.millis(value);
                    case FAILURE_RATE, SHARE -> Figure.share(value);
                    case FAILURES, REQUESTS, EXCEPTIONS -> Figure.count((long) value);
                    case RPS -> Figure.rate(value);
                };
        };
    }

    private static String metric(Threshold threshold) {
        String metric = switch (threshold.metric()) {
            case Threshold.Percentile percentile -> "p" + trimmed(percentile.p());
            case Threshold.Own own -> OwnThresholds.measure(own);
            case Threshold.Simple simple ->
                simple.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
        return metric + threshold.subject();
    }

    static String trimmed(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String limit(Threshold threshold) {
        String value =
                threshold.metric() == Threshold.Simple.FAILURE_RATE || threshold.metric() == Threshold.Simple.SHARE
                        ? trimmed(threshold.limit() * 100) + " %"
                        : text(threshold.metric(), threshold.limit());
        return threshold.comparison() + " " + value;
    }

    private static String missing(String name, Totals totals) {
        TreeSet<String> known = new TreeSet<>();
        totals.forEachName((judged, warmup) -> known.add(judged.key().name()));
        if (known.contains(name)) {
            return "no request of this name was judged, only warm-up";
        }
        String close = known.stream()
                .sorted(Comparator.comparingInt(candidate -> Spelling.distance(name, candidate)))
                .limit(MOST_SUGGESTIONS)
                .collect(Collectors.joining(", "));
        return "nothing was sent under this name: its step was not reached, or its when was never true"
                + (close.isEmpty() ? "" : "; there is " + close);
    }

    /**
     * The first threshold that says to stop the run now: it is missed, there are samples, and as much time was judged as
     * it asks for.
     */
    public static Optional<ThresholdResult> toAbort(List<Threshold> thresholds, Totals totals, double judgedSeconds) {
        return thresholds.stream()
                .filter(Threshold::abortOnFail)
                .filter(threshold -> judgedSeconds >= seconds(threshold.after()))
                .map(threshold -> judge(threshold, totals, judgedSeconds))
                .filter(result -> !result.passed() && !Double.isNaN(result.measured()))
                .findFirst();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
