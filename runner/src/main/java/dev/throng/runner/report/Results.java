package dev.throng.runner.report;

import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.Ledger.Closing;
import dev.throng.runner.report.Result.NameResult;
import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.stats.total.WorkerTotals;
import dev.throng.runner.verdict.Comparison;
import dev.throng.runner.verdict.Doubts;
import dev.throng.runner.verdict.GeneratorHealth;
import dev.throng.runner.verdict.Grades;
import dev.throng.runner.verdict.Headline;
import dev.throng.runner.verdict.HealthRules;
import dev.throng.runner.verdict.Judge;
import dev.throng.runner.verdict.Thresholds;
import dev.throng.runner.verdict.Verdict;
import dev.throng.runner.verdict.Verdict.Outcome;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import dev.throng.runner.verdict.capacity.Capacity;
import dev.throng.runner.verdict.capacity.CapacityJudge;
import dev.throng.runner.verdict.drift.Drift;
import dev.throng.runner.verdict.drift.DriftRules;
import dev.throng.runner.verdict.history.History;
import dev.throng.runner.verdict.history.Past;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the result of what a ledger holds.
 *
 * @param judgedSeconds how much of the stage clock is judged
 * @param warmupSeconds how much is not
 * @param capacity what a search found
 */
record Results(
        Plan plan,
        Totals totals,
        Closing closing,
        double judgedSeconds,
        double warmupSeconds,
        Optional<Capacity> capacity) {
    Result result() {
        double end = closing.elapsedNanos() / 1e9;
        List<Result.Point> series = Series.points(totals, plan.phases(), closing.shape(), end);
        List<NameResult> names = Tables.names(totals, plan, judgedSeconds);
        NameResult total = Tables.row(totals.judged(), totals.warmup().requests(), judgedSeconds);
        GeneratorHealth measured = HealthRules.of(totals);
        GeneratorHealth health = plan.isTrial() ? measured.pardoned() : measured;
        Comparability.Side now =
                new Comparability.Side(health, closing.end(), closing.spec(), series, capacity.isPresent());
        Findings findings = new Finder(plan, totals, closing, series)
                .findings(capacity)
                .after(history(now, total))
                .graded(grades().byName(totals));
        Optional<Comparison> comparison =
                closing.earlier().baseline().map(before -> compare(before, now, total, names, findings));
        Verdict verdict = verdict(health, comparison, findings);
        return new Result(
                Result.FORMAT,
                closing.throngVersion(),
                plan.name(),
                closing.runId(),
                plan.shownTarget(),
                plan.seed(),
                closing.planHash(),
                plan.shown(closing.spec()),
                closing.startedAt(),
                closing.finishedAt(),
                end,
                judgedSeconds,
                closing.end(),
                verdict,
                names,
                total,
                Tables.row(totals.warmup(), 0, warmupSeconds),
                Tables.phases(totals, plan.phases(), end),
                Tables.failures(totals),
                Tables.exceptions(totals),
                Tables.identity(totals, closing.uncertain()),
                totals.counters(),
                Tables.timings(totals),
                series,
                Series.names(totals),
                closing.workers().stream().map(this::worker).toList(),
                closing.degraded(),
                health,
                Tables.exchanges(totals),
                closing.environment(),
                comparison,
                totals.peakUsers(),
                findings,
                Tables.loads(totals, plan, end, judgedSeconds),
                Tables.once(totals, plan),
                Tables.traces(totals));
    }

    /** A run that is the first of its kind has none, nor has a search, which drives another load each time. */
    private History history(Comparability.Side now, NameResult total) {
        List<Past> runs = closing.earlier().alike(now);
        return runs.isEmpty() || capacity.isPresent()
                ? History.NONE
                : History.of(
                        runs,
                        PastRuns.of(closing.runId(), closing.startedAt(), Outcome.UNKNOWN, total),
                        Comparing.tolerances(plan.spec()).all());
    }

    private Comparison compare(
            Result before, Comparability.Side now, NameResult total, List<NameResult> names, Findings findings) {
        List<String> refusals = Comparability.reasons(Comparability.Side.of(before), now);
        if (!refusals.isEmpty()) {
            return Comparison.refused(before.runId(), before.startedAt(), refusals);
        }
        return Comparing.compare(
                before,
                closing.runId(),
                closing.startedAt(),
                total,
                names,
                judgedSeconds,
                findings,
                Comparing.tolerances(plan.spec()));
    }

    private Verdict verdict(GeneratorHealth health, Optional<Comparison> comparison, Findings findings) {
        return capacity.map(this::searched)
                .orElseGet(() -> Headline.of(
                        judged(health, comparison, findings),
                        totals.judged(),
                        judgedSeconds,
                        findings.drifts().stream().map(Drift::message).toList()));
    }

    /** Beyond the limit the generator may have been at its own: what counts is what the search says of it. */
    private Verdict searched(Capacity found) {
        GeneratorHealth blameless = new GeneratorHealth(List.of(), List.of(), Map.of());
        List<ThresholdResult> thresholds = CapacityJudge.thresholds(found);
        return CapacityJudge.judge(
                Judge.judge(
                        totals,
                        grades(),
                        closing.end(),
                        closing.why(),
                        thresholds,
                        blameless,
                        Optional.empty(),
                        List.of(),
                        List.of()),
                found);
    }

    private Verdict judged(GeneratorHealth health, Optional<Comparison> comparison, Findings findings) {
        List<String> creeps = findings.history().creeps();
        List<ThresholdResult> thresholds = Thresholds.judge(plan.thresholds(), totals, judgedSeconds);
        List<String> doubts = doubts(thresholds);
        List<ThresholdResult> all = new ArrayList<>(thresholds);
        DriftRules.of(plan.spec().drift()).ifPresent(rules -> {
            all.addAll(rules.judge(findings.trends()));
            if (findings.trends().isEmpty()) {
                doubts.add("spec.drift has limits, but the load did not stand at its highest for ten minutes"
                        + " and half of the judged time");
            }
        });
        return Judge.judge(totals, grades(), closing.end(), closing.why(), all, health, comparison, creeps, doubts);
    }

    private Grades grades() {
        return Grades.of(plan.spec().grades());
    }

    private List<String> doubts(List<ThresholdResult> thresholds) {
        List<String> doubts = new ArrayList<>(
                Doubts.of(totals, plan.thresholds(), thresholds, judgedSeconds, closing.uncertain(), undriven()));
        long begun = totals.counter(Snapshot.Counter.ITERATIONS);
        plan.iterations()
                .filter(load -> begun < load.total())
                .ifPresent(load -> doubts.add("only " + Figure.count(begun) + " of " + Figure.count(load.total())
                        + " iterations were begun before the run time was over"));
        return doubts;
    }

    /** How much of the load nobody drove, as a part of the workers' time. */
    private double undriven() {
        if (plan.iterations().isPresent()) {
            return 0; // whoever is there does what is left
        }
        double missing = closing.degraded().stream()
                .filter(stretch -> stretch.kind().equals("degraded"))
                .mapToDouble(stretch -> stretch.toSecond() - stretch.fromSecond())
                .sum();
        double all = Math.max(1, closing.workers().size()) * closing.elapsedNanos() / 1e9;
        return all > 0 ? missing / all : 0;
    }

    private Result.Worker worker(Ledger.Attendance worker) {
        WorkerTotals measured = totals.workers().getOrDefault(worker.name(), WorkerTotals.NONE);
        return new Result.Worker(
                worker.name(),
                worker.state(),
                measured.requests(),
                measured.maxUsers(),
                measured.cpuMean(),
                measured.maxResidentBytes());
    }
}
