package dev.throng.runner.observe;

import dev.throng.api.verdict.ObserveSpec;
import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.report.Findings;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.drift.DriftRules;
import dev.throng.runner.verdict.saturation.Observed;
import dev.throng.runner.verdict.saturation.Saturation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A result with what was observed of the target: thresholds on it decide with the others, and the sentence says what gave out. */
final class ObservedResult {
    private static final Pattern CONDITION = Pattern.compile("\\s*value\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");

    private ObservedResult() {}

    static Result of(
            Result result,
            List<ObserveSpec> asked,
            Optional<DriftRules> rules,
            List<Observed> series,
            Saturation saturation) {
        List<ThresholdResult> judged = new ArrayList<>();
        for (ObserveSpec item : asked) {
            String threshold = item.threshold();
            if (threshold != null && item.name() != null) {
                series.stream()
                        .filter(observed -> observed.name().equals(item.name()))
                        .findFirst()
                        .ifPresent(observed -> judged.add(threshold(threshold, observed, result)));
            }
        }
        List<Drift> trends = trends(series, result.findings().steady());
        rules.ifPresent(drift -> judged.addAll(drift.judgeObserved(trends)));
        Findings findings = result.findings().observing(series, saturation, trends);
        Verdict verdict = judged.isEmpty() ? result.verdict() : judged(result.verdict(), judged);
        List<Drift> drifts = trends.stream().filter(Drift::evident).toList();
        // Of what could not be read nobody knows whether it had reached its limit.
        Optional<String> saturated =
                series.stream().anyMatch(Observed::known) ? saturation.sentence(unit(result)) : Optional.empty();
        return result.with(findings, said(verdict, saturated, drifts));
    }

    /** While the load stood: what grows with the load drifts no more than the load. */
    private static List<Drift> trends(List<Observed> series, Optional<Findings.Span> steady) {
        return steady.stream()
                .flatMap(span ->
                        series.stream().filter(Observed::known).flatMap(observed -> trend(observed, span).stream()))
                .toList();
    }

    private static Optional<Drift> trend(Observed observed, Findings.Span steady) {
        int[] within = IntStream.range(0, observed.values().size())
                .filter(i -> steady.holds(observed.seconds().get(i)))
                .toArray();
        return Drift.ofResource(
                observed.name(),
                IntStream.of(within).mapToDouble(i -> observed.seconds().get(i)).toArray(),
                IntStream.of(within).mapToDouble(i -> observed.values().get(i)).toArray());
    }

    private static String unit(Result result) {
        boolean open = result.findings()
                .capacity()
                .map(capacity -> capacity.unit() == SearchPlan.Unit.ARRIVALS)
                .orElseGet(() -> result.series().stream().anyMatch(point -> point.intendedRate() > 0));
        return open ? "arrivals" : "users";
    }

    /** From the end of the warm-up on. */
    private static ThresholdResult threshold(String condition, Observed observed, Result result) {
        Matcher parts = CONDITION.matcher(condition);
        if (!parts.matches()) {
            throw new IllegalArgumentException(condition); // the schema has made sure
        }
        double limit = Double.parseDouble(parts.group(2));
        boolean upper = parts.group(1).startsWith("<");
        double from = Math.max(0, result.durationSeconds() - result.judgedSeconds());
        double measured =
                upper ? observed.most(from, result.durationSeconds()) : observed.least(from, result.durationSeconds());
        boolean passed = switch (parts.group(1)) {
            case "<" -> measured < limit;
            case "<=" -> measured <= limit;
            case ">" -> measured > limit;
            default -> measured >= limit;
        };
        String text = Double.isNaN(measured) ? "no samples" : Figure.digits(measured);
        String message = observed.name() + " was "
                + (Double.isNaN(measured)
                        ? "not measured: " + observed.problem().orElse("it has no values in the judged time")
                        : (upper ? "up to " : "down to ") + text)
                + " (limit " + parts.group(1) + " " + parts.group(2) + ")";
        return new ThresholdResult(
                condition.strip(), Optional.of(observed.name()), measured, text, limit, passed, message);
    }

    /** What nobody measured neither passes nor fails anybody. */
    private static Verdict judged(Verdict verdict, List<ThresholdResult> observed) {
        List<ThresholdResult> all = new ArrayList<>(verdict.thresholds());
        all.addAll(observed);
        String unknown = messages(
                observed.stream().filter(row -> Double.isNaN(row.measured())).toList());
        String missed = messages(observed.stream()
                .filter(row -> !row.passed() && !Double.isNaN(row.measured()))
                .toList());
        if (verdict.outcome() == Outcome.PASSED && !missed.isEmpty()) {
            return decided(verdict, Outcome.FAILED, "ThresholdsFailed", missed + "; " + verdict.message(), 1, all);
        }
        if (verdict.outcome() == Outcome.PASSED && !unknown.isEmpty()) {
            return decided(verdict, Outcome.UNKNOWN, "Uncertain", unknown + "; " + verdict.message(), 5, all);
        }
        String words = missed.isEmpty() || verdict.outcome() != Outcome.FAILED
                ? verdict.message()
                : verdict.message() + "; " + missed;
        return decided(verdict, verdict.outcome(), verdict.reason(), words, verdict.exitCode(), all);
    }

    private static String messages(List<ThresholdResult> rows) {
        return rows.stream().map(ThresholdResult::message).collect(Collectors.joining("; "));
    }

    private static Verdict decided(
            Verdict verdict, Outcome outcome, String reason, String message, int exitCode, List<ThresholdResult> all) {
        return new Verdict(outcome, reason, message, exitCode, verdict.grade(), all, verdict.grading());
    }

    private static Verdict said(Verdict verdict, Optional<String> saturated, List<Drift> drifts) {
        StringBuilder words = new StringBuilder(verdict.message());
        saturated.ifPresent(clause -> words.append("; ").append(clause));
        drifts.stream()
                .map(Drift::message)
                .filter(message -> !verdict.message().contains(message))
                .forEach(message -> words.append("; ").append(message));
        return verdict.saying(words.toString());
    }
}
