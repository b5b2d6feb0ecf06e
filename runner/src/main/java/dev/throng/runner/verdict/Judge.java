package dev.throng.runner.verdict;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Snapshot.Counter;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.verdict.Verdict.Grading;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what a run is worth. The first rule that applies decides: it broke or did not reach the target; it was stopped; the
 * generator was the bottleneck (its figures neither pass nor fail anybody); a threshold or the comparison with the
 * baseline was missed, or scenario code had uncaught problems and no threshold allows them; what is not known could have
 * turned a threshold that held; else it passed.
 */
public final class Judge {
    private static final int MOST_MESSAGES = 5;

    private Judge() {}

    /**
     * @param grades from where on figures are good
     * @param why one sentence when the run did not reach its own end; else empty
     * @param creeps what got worse over many runs, a sentence each
     * @param doubts why it may not have passed though everything held, as {@link Doubts} says it
     */
    public static Verdict judge(
            Totals totals,
            Grades grades,
            End end,
            String why,
            List<ThresholdResult> thresholds,
            GeneratorHealth health,
            Optional<Comparison> comparison,
            List<String> creeps,
            List<String> doubts) {
        List<Grading> gradings = grades.of(totals);
        Conclusion conclusion = conclude(totals, end, why, thresholds, health, comparison, creeps, doubts);
        String message = end == End.COMPLETE && !why.isEmpty() ? conclusion.message + "; " + why : conclusion.message;
        return new Verdict(
                conclusion.outcome,
                conclusion.reason,
                message,
                conclusion.exitCode,
                Grades.worst(gradings),
                thresholds,
                gradings);
    }

    private static Conclusion conclude(
            Totals totals,
            End end,
            String why,
            List<ThresholdResult> thresholds,
            GeneratorHealth health,
            Optional<Comparison> comparison,
            List<String> creeps,
            List<String> doubts) {
        return switch (end) {
            case BROKEN -> broken(why);
            case INTERRUPTED -> aborted(why.isEmpty() ? "stopped by the user" : why, 130);
            case TERMINATED -> aborted(why.isEmpty() ? "asked to go by SIGTERM" : why, 143);
            case COMPLETE, ABORTED_BY_THRESHOLD ->
                unreached(totals, thresholds)
                        .map(Judge::broken)
                        .or(() -> unhealthy(health))
                        .orElseGet(() -> judged(totals, end, thresholds, comparison, creeps, doubts));
        };
    }

    private static Conclusion broken(String why) {
        return new Conclusion(Outcome.UNKNOWN, "Broken", why, 3);
    }

    private static Conclusion aborted(String why, int exitCode) {
        return new Conclusion(Outcome.UNKNOWN, "Aborted", why + "; the results up to then are kept", exitCode);
    }

    private static Optional<String> unreached(Totals totals, List<ThresholdResult> thresholds) {
        long requests = totals.judged().requests() + totals.warmup().requests();
        if (requests == 0) {
            boolean allowed = !thresholds.isEmpty() && thresholds.stream().allMatch(ThresholdResult::passed);
            return allowed ? Optional.empty() : Optional.of(nothing(totals.counter(Counter.ABORTED)));
        }
        if (totals.counter(Counter.NEVER_SENT) < requests || totals.counter(Counter.UNCLEAR) > 0) {
            return Optional.empty();
        }
        return Optional.of("the target was never reached: all " + Figure.count(requests)
                + " requests failed before anything was sent, " + "most with \""
                + totals.failures().getFirst().message() + "\"");
    }

    private static String nothing(long aborted) {
        return aborted == 0
                ? "not a single request was made"
                : "not one of the " + Figure.count(aborted) + " requests that were made was answered";
    }

    private static Optional<Conclusion> unhealthy(GeneratorHealth health) {
        return health.healthy()
                ? Optional.empty()
                : Optional.of(new Conclusion(
                        Outcome.UNKNOWN,
                        "GeneratorUnhealthy",
                        "the generator was the bottleneck: " + few(health.reasons()),
                        4));
    }

    private static Conclusion judged(
            Totals totals,
            End end,
            List<ThresholdResult> thresholds,
            Optional<Comparison> comparison,
            List<String> creeps,
            List<String> doubts) {
        List<String> missed = thresholds.stream()
                .filter(threshold -> !threshold.passed())
                .map(ThresholdResult::message)
                .collect(Collectors.toList());
        comparison.ifPresent(compared -> missed.addAll(compared.regressions()));
        missed.addAll(creeps);
        unexpected(totals, thresholds).ifPresent(missed::add);
        if (missed.isEmpty() && !doubts.isEmpty()) {
            return new Conclusion(Outcome.UNKNOWN, "Uncertain", few(doubts), 5);
        }
        if (missed.isEmpty()) {
            return new Conclusion(Outcome.PASSED, "Passed", held(thresholds, comparison), 0);
        }
        String stopped = end == End.ABORTED_BY_THRESHOLD ? "stopped early: " : "";
        return new Conclusion(Outcome.FAILED, "ThresholdsFailed", stopped + few(missed), 1);
    }

    /** Whoever expects uncaught problems says so with a threshold; else none is. */
    private static Optional<String> unexpected(Totals totals, List<ThresholdResult> thresholds) {
        long exceptions = totals.exceptionCount();
        return exceptions == 0
                        || thresholds.stream()
                                .anyMatch(threshold -> threshold.expression().startsWith("exceptions"))
                ? Optional.empty()
                : Optional.of(Figure.count(exceptions)
                        + (exceptions == 1 ? " uncaught problem" : " uncaught problems")
                        + " in the scenario (no threshold on exceptions allows any)");
    }

    /** A condition's message and a line of a terminal have an end. */
    private static String few(List<String> messages) {
        int more = messages.size() - MOST_MESSAGES;
        String first = messages.stream().limit(MOST_MESSAGES).collect(Collectors.joining("; "));
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    private static String held(List<ThresholdResult> thresholds, Optional<Comparison> comparison) {
        String compared = comparison
                .map(with -> with.refused().isEmpty()
                        ? ", no regression against the baseline"
                        : "; not compared with the baseline: " + with.refused().getFirst())
                .orElse("");
        return switch (thresholds.size()) {
            case 0 -> "no thresholds were set" + compared;
            case 1 -> thresholds.getFirst().message() + compared;
            default -> "all " + thresholds.size() + " thresholds held" + compared;
        };
    }

    private record Conclusion(Outcome outcome, String reason, String message, int exitCode) {}
}
