package dev.throng.operator.loadtest.observe;

import dev.throng.api.BaselineSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.ReportStatus;
import dev.throng.api.ResultStatus;
import dev.throng.api.RunHistoryStatus;
import dev.throng.api.Verdict;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the report of the earlier run that a run is compared with. */
final class Earlier {
    private Earlier() {}

    /**
     * The ConfigMap that holds it; empty when no comparison is wanted, or nothing has passed yet.
     *
     * @param siblings the other LoadTests of the same schedule; none where there is no schedule
     */
    static Optional<String> report(
            LoadTestSpec spec, LoadTestStatus last, RunId run, Collection<LoadTestResource> siblings) {
        BaselineSpec baseline = spec.baseline();
        if (baseline == null) {
            return Optional.empty();
        }
        return baseline.configMap() != null
                ? Optional.of(baseline.configMap())
                : Boolean.TRUE.equals(baseline.previous())
                        ? lastPassed(last, run).or(() -> lastPassed(siblings))
                        : Optional.empty();
    }

    private static Optional<String> lastPassed(LoadTestStatus last, RunId run) {
        ResultStatus result = last.result();
        Stream<Run> shown = run.id().equals(last.runId()) || result == null
                ? Stream.of()
                : Stream.of(new Run(result.verdict(), last.report()));
        List<RunHistoryStatus> history = last.history() == null ? List.of() : last.history();
        return Stream.concat(shown, history.stream().map(earlier -> new Run(earlier.verdict(), earlier.report())))
                .filter(earlier -> earlier.verdict == Verdict.Passed)
                .flatMap(earlier -> Stream.ofNullable(earlier.report))
                .flatMap(report -> Stream.ofNullable(report.configMap()))
                .findFirst();
    }

    /** Each of a schedule's LoadTests has but one run of its own. */
    private static Optional<String> lastPassed(Collection<LoadTestResource> siblings) {
        return siblings.stream()
                .flatMap(sibling -> Stream.ofNullable(sibling.getStatus()))
                .filter(status -> status.result() != null
                        && status.result().verdict() == Verdict.Passed
                        && status.report() != null
                        && status.report().configMap() != null
                        && status.finishedAt() != null)
                .max(Comparator.comparing(status -> Instant.parse(Objects.requireNonNull(status.finishedAt()))))
                .map(status -> Objects.requireNonNull(status.report()).configMap());
    }

    private record Run(@Nullable Verdict verdict, @Nullable ReportStatus report) {}
}
