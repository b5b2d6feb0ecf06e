package dev.throng.operator.loadtest.observe;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.Problem;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.RunHistoryStatus;
import dev.throng.api.status.Verdict;
import dev.throng.api.verdict.BaselineSpec;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.RunPart;
import dev.throng.runner.verdict.history.Past;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the runs before a run.
 *
 * @param report the ConfigMap with the report of the one that it is compared with; empty when no comparison is wanted, or
 *     nothing has passed yet
 * @param runs those that did the same at the same load, the oldest first
 * @param missing why there is nothing to compare with where there should be
 */
public record Earlier(Optional<String> report, List<Past> runs, Optional<Problem> missing) {
    /** Of a first run. */
    public static final Earlier NONE = new Earlier(Optional.empty(), List.of(), Optional.empty());

    /** More than these make no better trend. */
    private static final int MOST_RUNS = 50;

    /** @param related the other LoadTests of the same schedule, or the one that the baseline names */
    static Earlier of(LoadTestSpec spec, LoadTestStatus last, RunId run, Collection<LoadTestResource> related) {
        BaselineSpec baseline = spec.baseline();
        List<Past> past = past(spec, last, run, related);
        if (baseline == null) {
            return new Earlier(Optional.empty(), past, Optional.empty());
        }
        if (baseline.name() != null) {
            return named(baseline.name(), past, related);
        }
        return new Earlier(
                baseline.configMap() != null
                        ? Optional.of(baseline.configMap())
                        : Boolean.TRUE.equals(baseline.previous())
                                ? lastPassed(own(last, run)).or(() -> lastPassed(related))
                                : Optional.empty(),
                past,
                Optional.empty());
    }

    private static Earlier named(String name, List<Past> past, Collection<LoadTestResource> related) {
        Optional<LoadTestStatus> status = related.stream()
                .filter(other -> name.equals(other.getMetadata().getName()))
                .findFirst()
                .flatMap(other -> Optional.ofNullable(other.getStatus()));
        Optional<String> report = status.flatMap(known -> lastPassed(all(known)));
        return new Earlier(
                report,
                past,
                report.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Problem(
                                "spec.baseline.name",
                                "no run of a LoadTest " + name + " in this namespace has passed and kept its report")));
    }

    private static Optional<String> lastPassed(Stream<Run> runs) {
        return runs.filter(Run::passed)
                .flatMap(earlier -> Stream.ofNullable(earlier.report))
                .flatMap(report -> Stream.ofNullable(report.configMap()))
                .findFirst();
    }

    /** Each of a schedule's LoadTests has but one run of its own. */
    private static Optional<String> lastPassed(Collection<LoadTestResource> siblings) {
        return lastPassed(siblings.stream()
                .flatMap(sibling -> Stream.ofNullable(sibling.getStatus()))
                .flatMap(Earlier::shown)
                .filter(run -> run.finishedAt != null)
                .sorted(Comparator.comparing((Run run) -> Instant.parse(Objects.requireNonNull(run.finishedAt)))
                        .reversed()));
    }

    private static List<Past> past(
            LoadTestSpec spec, LoadTestStatus last, RunId run, Collection<LoadTestResource> related) {
        String load = RunPart.loadHash(spec);
        boolean others = spec.baseline() != null && spec.baseline().name() != null;
        Stream<Run> siblings = others
                ? Stream.of()
                : related.stream()
                        .flatMap(sibling -> Stream.ofNullable(sibling.getStatus()))
                        .flatMap(Earlier::shown);
        List<Past> alike = Stream.concat(own(last, run), siblings)
                .filter(earlier -> load.equals(earlier.loadHash) && earlier.told())
                .map(Run::past)
                .sorted(Comparator.comparing(Past::startedAt))
                .toList();
        return alike.subList(Math.max(0, alike.size() - MOST_RUNS), alike.size());
    }

    /** The LoadTest's own, the latest first, without the run itself. */
    private static Stream<Run> own(LoadTestStatus last, RunId run) {
        return all(last).filter(earlier -> !run.id().equals(earlier.runId));
    }

    private static Stream<Run> all(LoadTestStatus status) {
        List<RunHistoryStatus> history = status.history() == null ? List.of() : status.history();
        return Stream.concat(shown(status), history.stream().map(Run::of));
    }

    private static Stream<Run> shown(LoadTestStatus status) {
        return status.result() == null ? Stream.of() : Stream.of(Run.of(status, status.result()));
    }

    private record Run(
            @Nullable String runId,
            @Nullable String startedAt,
            @Nullable String finishedAt,
            @Nullable String loadHash,
            @Nullable Verdict verdict,
            @Nullable ReportStatus report,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double failureRate,
            @Nullable Double rps) {

        static Run of(RunHistoryStatus run) {
            return new Run(
                    run.runId(),
                    run.startedAt(),
                    run.finishedAt(),
                    run.loadHash(),
                    run.verdict(),
                    run.report(),
                    run.p50(),
                    run.p95(),
                    run.p99(),
                    run.failureRate(),
                    run.rps());
        }

        static Run of(LoadTestStatus status, ResultStatus result) {
            return new Run(
                    status.runId(),
                    status.startedAt(),
                    status.finishedAt(),
                    status.loadHash(),
                    result.verdict(),
                    status.report(),
                    result.p50(),
                    result.p95(),
                    result.p99(),
                    result.failureRate(),
                    result.rps());
        }

        boolean passed() {
            return verdict == Verdict.Passed;
        }

        /** Whether its figures say something of the target. */
        boolean told() {
            return (passed() || verdict == Verdict.Failed) && runId != null && startedAt != null;
        }

        Past past() {
            return new Past(
                    Objects.requireNonNull(runId),
                    Instant.parse(Objects.requireNonNull(startedAt)),
                    passed(),
                    number(p50),
                    number(p95),
                    number(p99),
                    number(failureRate),
                    number(rps));
        }

        private static double number(@Nullable Double value) {
            return value == null ? Double.NaN : value;
        }
    }
}
