package dev.throng.operator.loadtest.observe;

import dev.throng.api.BaselineSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.ReportStatus;
import dev.throng.api.ResultStatus;
import dev.throng.api.RunHistoryStatus;
import dev.throng.api.Verdict;
import dev.throng.operator.loadtest.RunId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the report of the earlier run that a run is compared with. */
final class Earlier {
    private Earlier() {}

    /** The ConfigMap that holds it; empty when no comparison is wanted, or nothing has passed yet. */
    static Optional<String> report(LoadTestSpec spec, LoadTestStatus last, RunId run) {
        BaselineSpec baseline = spec.baseline();
        if (baseline == null) {
            return Optional.empty();
        }
        return baseline.configMap() != null
                ? Optional.of(baseline.configMap())
                : Boolean.TRUE.equals(baseline.previous()) ? lastPassed(last, run) : Optional.empty();
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

    private record Run(@Nullable Verdict verdict, @Nullable ReportStatus report) {}
}
