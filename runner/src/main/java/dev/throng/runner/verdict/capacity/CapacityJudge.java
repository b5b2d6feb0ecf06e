package dev.throng.runner.verdict.capacity;

import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import java.util.Comparator;
import java.util.List;

/**
 * The verdict on a search: it fails when less held than is required, or nothing at all. A search drives the target beyond its
 * limit on purpose, so thresholds are judged at the highest load that held, not over the run.
 */
public final class CapacityJudge {
    private CapacityJudge() {}

    /** How the thresholds stood at the highest load that held; none when none did. */
    public static List<ThresholdResult> thresholds(Capacity capacity) {
        return capacity.steps().stream()
                .filter(step -> step.verdict() == Step.Verdict.HELD
                        && step.window().load() <= capacity.load()
                        && step.purpose() != Step.Purpose.RECOVERY)
                .max(Comparator.comparingDouble(step -> step.window().load()))
                .map(step -> step.window().objectives().stream()
                        .map(CapacityJudge::result)
                        .toList())
                .orElse(List.of());
    }

    private static ThresholdResult result(Objective objective) {
        String about = objective.name().map(name -> " of " + name).orElse("");
        return new ThresholdResult(
                objective.expression(),
                objective.name(),
                objective.measured(),
                objective.measuredText(),
                objective.limit(),
                true,
                objective.expression() + about + ": was " + objective.measuredText());
    }

    /** @param run what is to be said of the run apart from what was found: it broke, it was stopped, or it passed */
    public static Verdict judge(Verdict run, Capacity capacity) {
        if (run.outcome() != Outcome.PASSED) {
            return with(run, run.outcome(), run.reason(), run.message() + "; " + capacity.sentence(), run.exitCode());
        }
        boolean unknown =
                capacity.ending() == Ending.GENERATOR && !(capacity.required().isPresent() && capacity.enough());
        if (unknown) {
            return with(run, Outcome.UNKNOWN, "GeneratorUnhealthy", capacity.sentence(), 4);
        }
        return capacity.enough()
                ? with(run, Outcome.PASSED, "Passed", capacity.sentence(), 0)
                : with(run, Outcome.FAILED, "ThresholdsFailed", capacity.sentence(), 1);
    }

    private static Verdict with(Verdict run, Outcome outcome, String reason, String message, int exitCode) {
        return new Verdict(outcome, reason, message, exitCode, run.grade(), run.thresholds(), run.grading());
    }
}
