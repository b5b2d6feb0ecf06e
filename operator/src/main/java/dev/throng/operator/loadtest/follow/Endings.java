package dev.throng.operator.loadtest.follow;

import dev.throng.api.status.AnswersStatus;
import dev.throng.api.status.CapacityStatus;
import dev.throng.api.status.ComparisonStatus;
import dev.throng.api.status.DriftStatus;
import dev.throng.api.status.ErrorStatus;
import dev.throng.api.status.Grade;
import dev.throng.api.status.MetricStatus;
import dev.throng.api.status.NameStatus;
import dev.throng.api.status.ObservedStatus;
import dev.throng.api.status.ResultStatus;
import dev.throng.api.status.ThresholdStatus;
import dev.throng.api.status.Verdict;
import dev.throng.operator.loadtest.follow.Ending.Reason;
import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.report.CustomRow;
import dev.throng.runner.report.Findings;
import dev.throng.runner.report.Result;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.saturation.Mark;
import dev.throng.runner.verdict.saturation.Observed;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run's result as its status tells it: the figures that matter, and as much of the lists as fits. Pure. */
final class Endings {
    private static final int MOST_ERRORS = 20;
    private static final int MOST_NAMES = 30;
    private static final int LONGEST_ERROR = 1024;
    private static final int MOST_OBSERVED = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_COMPARISON = 4096;

    private Endings() {}

    static Ending of(Result result) {
        return new Ending(
                Reason.valueOf(result.verdict().reason()),
                result.verdict().message(),
                result.startedAt(),
                result.finishedAt(),
                status(result),
                mostUsers(result),
                lostWorkers(result),
                nothingSent(result),
                degradedSeconds(result),
                result.health().reasons());
    }

    private static boolean nothingSent(Result result) {
        Result.Identity identity = result.identity();
        return identity.neverSent() > 0 && identity.neverSent() >= identity.counted() + identity.warmup();
    }

    private static ResultStatus status(Result result) {
        NameResult total = result.total();
        return new ResultStatus(
                total.requests(),
                total.failures(),
                result.warmup().requests(),
                number(total.failureRate()),
                number(total.rps()),
                number(total.response().min()),
                number(total.response().mean()),
                percentile(total, "50"),
                percentile(total, "90"),
                percentile(total, "95"),
                percentile(total, "99"),
                percentile(total, "99.9"),
                number(total.response().max()),
                thresholds(result),
                observed(result),
                marks(result),
                result.comparison().map(Endings::comparison).orElse(null),
                trend(result),
                drift(result),
                result.findings().capacity().map(Endings::capacity).orElse(null),
                verdict(result),
                grade(result),
                errors(result),
                names(result),
                statuses(result),
                metrics(result));
    }

    private static List<AnswersStatus> statuses(Result result) {
        return result.total().statuses().stream()
                .map(count -> new AnswersStatus(count.text(), count.requests(), count.failures()))
                .toList();
    }

    private static List<MetricStatus> metrics(Result result) {
        return CustomRow.of(result.timings()).stream()
                .limit(MOST_NAMES)
                .map(row -> new MetricStatus(
                        row.metric().name(),
                        row.metric().kind().name().toLowerCase(Locale.ROOT),
                        row.values().count(),
                        row.canFail() ? row.failed() : null,
                        number(row.sum()),
                        number(row.values().mean()),
                        number(row.percentile("50")),
                        number(row.percentile("95")),
                        number(row.values().max())))
                .toList();
    }

    /** Results of earlier versions say it in their series only. */
    private static int mostUsers(Result result) {
        return Math.max(
                result.maxUsers(),
                result.series().stream().mapToInt(Result.Point::users).max().orElse(0));
    }

    /** Also those that came back or were replaced, which the load missed for a while. */
    private static int lostWorkers(Result result) {
        return (int) result.workers().stream()
                .filter(worker -> worker.state().equals("lost")
                        || result.degraded().stream()
                                .anyMatch(stretch -> stretch.message().startsWith(worker.name() + " was lost")))
                .count();
    }

    private static Verdict verdict(Result result) {
        return switch (result.verdict().outcome()) {
            case PASSED -> Verdict.Passed;
            case FAILED -> Verdict.Failed;
            case UNKNOWN -> Verdict.Unknown;
        };
    }

    private static Grade grade(Result result) {
        return grade(result.verdict().grade());
    }

    private static Grade grade(dev.throng.runner.verdict.Verdict.Grade grade) {
        return switch (grade) {
            case GOOD -> Grade.Good;
            case ACCEPTABLE -> Grade.Acceptable;
            case POOR -> Grade.Poor;
            case NONE -> Grade.None;
        };
    }

    private static List<ThresholdStatus> thresholds(Result result) {
        return result.verdict().thresholds().stream()
                .map(threshold -> new ThresholdStatus(
                        threshold.expression(),
                        threshold.name().orElse(null),
                        number(threshold.measured()),
                        threshold.measuredText(),
                        number(threshold.limit()),
                        threshold.passed()))
                .toList();
    }

    private static ComparisonStatus comparison(Comparison comparison) {
        return new ComparisonStatus(
                comparison.baselineRun(), comparison.regression(), shortened(compared(comparison), LONGEST_COMPARISON));
    }

    private static String compared(Comparison comparison) {
        return comparison.refused().isEmpty()
                ? String.join("; ", comparison.regressions())
                : "not compared: " + String.join("; ", comparison.refused());
    }

    /** None rather than an empty list, and what was severe before the rest. */
    private static @Nullable List<String> marks(Result result) {
        List<String> marks = result.findings().marks().stream()
                .sorted(Comparator.comparing(Mark::severe).reversed())
                .limit(MOST_OBSERVED)
                .map(mark -> shortened(mark.sentence(), LONGEST_ERROR))
                .toList();
        return marks.isEmpty() ? null : marks;
    }

    private static @Nullable DriftStatus drift(Result result) {
        Findings findings = result.findings();
        if (findings.trends().isEmpty()) {
            return null;
        }
        boolean steady = findings.drifts().isEmpty();
        String message = (steady ? findings.trends() : findings.drifts())
                .stream().map(Drift::message).collect(Collectors.joining("; "));
        return new DriftStatus(steady, shortened(message, LONGEST_COMPARISON));
    }

    private static @Nullable String trend(Result result) {
        String trend = result.findings().history().sentence();
        return trend.isEmpty() ? null : shortened(trend, LONGEST_COMPARISON);
    }

    /** None rather than an empty list: most runs observe nothing. */
    private static @Nullable List<ObservedStatus> observed(Result result) {
        List<ObservedStatus> rows = result.findings().observed().stream()
                .limit(MOST_OBSERVED)
                .map(series -> observed(series, result))
                .toList();
        return rows.isEmpty() ? null : rows;
    }

    private static ObservedStatus observed(Observed series, Result result) {
        Optional<ThresholdResult> threshold = result.verdict().thresholds().stream()
                .filter(row -> row.expression().startsWith("value")
                        && row.name().filter(series.name()::equals).isPresent())
                .findFirst();
        return new ObservedStatus(
                shortened(series.name(), LONGEST_NAME),
                number(series.least(0, result.durationSeconds())),
                number(series.most(0, result.durationSeconds())),
                threshold.map(ThresholdResult::expression).orElse(null),
                threshold.map(ThresholdResult::passed).orElse(null),
                series.problem().map(why -> shortened(why, LONGEST_ERROR)).orElse(null));
    }

    private static CapacityStatus capacity(Capacity capacity) {
        return new CapacityStatus(
                number(capacity.load()),
                capacity.unit() == SearchPlan.Unit.USERS ? "users" : "arrivals per second",
                number(capacity.least()),
                number(capacity.most()),
                number(capacity.upTo()),
                capacity.broken()
                        .map(objective -> shortened(objective.text(), LONGEST_COMPARISON))
                        .orElse(null));
    }

    private static List<ErrorStatus> errors(Result result) {
        return result.failures().stream()
                .limit(MOST_ERRORS)
                .map(failure -> new ErrorStatus(
                        failure.key().name(),
                        failure.key().method(),
                        shortened(failure.message(), LONGEST_ERROR),
                        failure.occurrences()))
                .toList();
    }

    private static List<NameStatus> names(Result result) {
        return result.names().stream()
                .sorted(Comparator.comparingLong(NameResult::requests).reversed())
                .limit(MOST_NAMES)
                .map(name -> new NameStatus(
                        name.key().name(),
                        name.key().method(),
                        name.requests(),
                        name.failures(),
                        percentile(name, "50"),
                        percentile(name, "95"),
                        percentile(name, "99"),
                        Optional.ofNullable(result.findings()
                                        .grades()
                                        .get(name.key().name()))
                                .map(Endings::grade)
                                .orElse(null)))
                .toList();
    }

    /** Stretches may overlap: a second counts once. */
    private static double degradedSeconds(Result result) {
        double seconds = 0;
        double end = 0;
        List<Result.Degraded> stretches = result.degraded().stream()
                .sorted(Comparator.comparingDouble(Result.Degraded::fromSecond))
                .toList();
        for (Result.Degraded stretch : stretches) {
            double from = Math.max(end, stretch.fromSecond());
            seconds += Math.max(0, stretch.toSecond() - from);
            end = Math.max(end, stretch.toSecond());
        }
        return Math.round(seconds * 10) / 10.0;
    }

    private static @Nullable Double percentile(NameResult name, String percent) {
        return number(name.response().percentiles().getOrDefault(percent, Double.NaN));
    }

    /** JSON knows no NaN; more than a thousandth is noise. */
    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
