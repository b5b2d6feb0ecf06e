package dev.throng.runner.report;

import dev.throng.runner.verdict.history.Past;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the runs before a run.
 *
 * @param baseline the one that it is compared with
 * @param runs those that did the same at the same load, the oldest first
 * @param results of runs of which it is not known whether they did
 */
public record Earlier(Optional<Result> baseline, List<Past> runs, List<Result> results) {
    public static final Earlier NONE = new Earlier(Optional.empty(), List.of(), List.of());

    /** Of a run that is compared with one. */
    public static Earlier baseline(Optional<Result> baseline) {
        return new Earlier(baseline, List.of(), List.of());
    }

    /** Those that can be compared with a run that is over, the oldest first. */
    List<Past> alike(Comparability.Side now) {
        Stream<Past> seen = results.stream()
                .filter(run ->
                        Comparability.reasons(Comparability.Side.of(run), now).isEmpty())
                .map(PastRuns::of);
        return Stream.concat(runs.stream(), seen)
                .sorted(Comparator.comparing(Past::startedAt))
                .toList();
    }
}
