package dev.throng.runner.report;

import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Windows;
import dev.throng.runner.stats.timeline.Part;
import dev.throng.runner.stats.timeline.Recent;
import dev.throng.runner.stats.timeline.ResourceUse;
import dev.throng.runner.stats.total.Live;
import dev.throng.runner.stats.total.Totals;
import dev.throng.runner.stats.total.WorkerTotals;
import dev.throng.runner.verdict.End;
import dev.throng.runner.verdict.GeneratorHealth;
import dev.throng.runner.verdict.HealthRules;
import dev.throng.runner.verdict.Thresholds;
import dev.throng.runner.verdict.Verdict.ThresholdResult;
import dev.throng.runner.verdict.capacity.Capacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The books of a run: takes what workers measured, says how it stands, and closes with the result. Confined to the run's
 * thread. Each snapshot is to be entered once.
 */
public final class Ledger {
    private final Plan plan;
    private Totals totals;
    private long sinceNanos;
    private Optional<String> searching = Optional.empty();
    private Optional<Capacity> capacity = Optional.empty();

    public Ledger(Plan plan) {
        this.plan = plan;
        this.totals = empty();
    }

    private Totals empty() {
        BitSet judged = new BitSet();
        plan.phases().stream().filter(Phase::judged).forEach(phase -> judged.set(phase.index()));
        Totals nothing = new Totals(judged::get);
        Thresholds.follow(plan.thresholds(), judgedFrom(), nothing);
        if (plan.loads().size() > 1) {
            plan.loads().forEach(load -> nothing.follow(load, whole(load)));
        }
        return nothing;
    }

    private static Part whole(LoadPart load) {
        return new Part(key -> load.users().contains(key.user()), OptionalInt.empty(), Windows.NONE);
    }

    private long judgedFrom() {
        return plan.phases().stream()
                .filter(Phase::judged)
                .mapToLong(Phase::fromNanos)
                .min()
                .orElse(0);
    }

    public void enter(String worker, Snapshot snapshot) {
        totals.add(worker, snapshot);
    }

    /** Enters what was done once, beside the load: it counts, and is judged no more than a warm-up is. */
    public void aside(Snapshot snapshot) {
        totals.addAside(snapshot);
    }

    /** Forgets everything; rates count from this instant of the stage clock on. */
    public void reset(long elapsedNanos) {
        totals = empty();
        sinceNanos = elapsedNanos;
    }

    /**
     * A search for the capacity goes on, or is over.
     *
     * @param words what it does, instead of the phase's name
     * @param found as it stands
     */
    public void searching(String words, Capacity found) {
        searching = Optional.of(words);
        capacity = Optional.of(found);
    }

    /** For those who show what neither {@link Live} nor {@link Result} holds, on the run's thread. */
    public Totals totals() {
        return totals;
    }

    /**
     * The run's state beside its statistics.
     *
     * @param elapsedNanos stage clock, not below 0
     * @param shape intended load, edits included; empty before an interactive run has one
     * @param workers who takes part or took part
     */
    public record Now(Live.State state, long elapsedNanos, Optional<Shape> shape, List<Attendance> workers) {}

    /**
     * @param state a word for people: {@code waiting}, {@code running}, {@code lost}, …
     * @param working whether it drives load now
     * @param clockOffsetMillis the master's clock minus the worker's
     */
    public record Attendance(String name, String state, boolean working, boolean lost, double clockOffsetMillis) {}

    /** How it stands. Takes some milliseconds with a thousand names: once a tick. */
    public Live live(Now now) {
        Recent recent = totals.recent(now.elapsedNanos);
        int phase = begun(now.state) ? Series.phaseAt(plan.phases(), now.elapsedNanos) : -1;
        double judged = judgedSeconds(now.elapsedNanos);
        List<Live.WorkerView> views = now.workers.stream().map(this::view).toList();
        return new Live(
                now.state,
                now.elapsedNanos,
                now.shape.map(Shape::lengthNanos).orElse(Long.MAX_VALUE),
                judged,
                phase,
                phase < 0 ? "" : searching.orElse(plan.phases().get(phase).name()),
                views.stream().mapToInt(Live.WorkerView::users).sum(),
                now.shape.map(shape -> shape.usersAt(now.elapsedNanos)).orElse(0),
                now.shape.map(shape -> shape.rateAt(now.elapsedNanos)).orElse(0.0),
                (int) now.workers.stream().filter(Attendance::working).count(),
                (int) now.workers.stream().filter(Attendance::lost).count(),
                Live.Figures.of(totals.judged(), judged),
                totals.warmup().requests(),
                totals.warmup().failures(),
                Live.Figures.of(recent.all(), recent.seconds()),
                phases(now.elapsedNanos / 1e9),
                names(recent, judged),
                totals.failures(),
                totals.counters(),
                views,
                health(recent),
                thresholds(judged),
                Live.Own.of(totals.timings()),
                loads(recent, judged));
    }

    /** Of several loads; one has the figures of the run. */
    private List<Live.LoadFigures> loads(Recent recent, double judgedSeconds) {
        List<Live.LoadFigures> rows = new ArrayList<>();
        for (LoadPart load : plan.loads()) {
            totals.part(load)
                    .ifPresent(part -> rows.add(new Live.LoadFigures(
                            load.name(),
                            load.intended(),
                            Live.Figures.of(part.tally(), load.judgedSeconds(judgedSeconds, 0, Long.MAX_VALUE)),
                            Live.Figures.of(recent.of(load.users()), recent.seconds()))));
        }
        return List.copyOf(rows);
    }

    private static boolean begun(Live.State state) {
        return switch (state) {
            case READY, WAITING_FOR_WORKERS -> false;
            case WARMING_UP, RUNNING, STOPPING, STOPPED -> true;
        };
    }

    private Live.WorkerView view(Attendance worker) {
        WorkerTotals measured = totals.workers().getOrDefault(worker.name, WorkerTotals.NONE);
        Snapshot.Gauges gauges = measured.gauges();
        return new Live.WorkerView(
                worker.name,
                worker.state,
                worker.working ? gauges.users() : 0,
                worker.working ? gauges.busyUsers() : 0,
                worker.working ? measured.rps() : 0,
                gauges.processCpu(),
                gauges.residentBytes(),
                worker.clockOffsetMillis);
    }

    private List<Live.PhaseFigures> phases(double endSeconds) {
        List<Live.PhaseFigures> rows = new ArrayList<>();
        Tables.phases(
                plan.phases(),
                endSeconds,
                (phase, seconds) -> rows.add(
                        new Live.PhaseFigures(phase.index(), Live.Figures.of(totals.phase(phase.index()), seconds))));
        return List.copyOf(rows);
    }

    private List<Live.NameFigures> names(Recent recent, double judgedSeconds) {
        List<Live.NameFigures> rows = new ArrayList<>();
        totals.forEachName((judged, warmup) -> rows.add(new Live.NameFigures(
                judged.key(),
                Live.Figures.of(judged, judgedSeconds),
                warmup.requests(),
                Live.Figures.of(recent.of(judged.key()), recent.seconds()))));
        return List.copyOf(rows);
    }

    private Live.Health health(Recent recent) {
        GeneratorHealth health = HealthRules.now(totals, recent);
        return new Live.Health(
                health.healthy(),
                health.reasons(),
                health.warnings(),
                recent.resourceUse().stream()
                        .mapToDouble(ResourceUse::busiestLoop)
                        .max()
                        .orElse(-1),
                recent.resourceUse().stream()
                        .mapToDouble(ResourceUse::cpu)
                        .filter(cpu -> cpu >= 0)
                        .average()
                        .orElse(-1),
                recent.loopLag().percentileMillis(99));
    }

    private List<Live.ThresholdView> thresholds(double judgedSeconds) {
        return Thresholds.judge(plan.thresholds(), totals, judgedSeconds).stream()
                .map(result -> new Live.ThresholdView(
                        result.expression(), result.name(), result.measured(), result.measuredText(), result.passed()))
                .toList();
    }

    /** Why the run is to be stopped now: a threshold with {@code abortOnFail} is missed. */
    public Optional<String> abort(long elapsedNanos) {
        if (plan.search().isPresent()) {
            return Optional.empty(); // they are to be missed
        }
        return Thresholds.toAbort(plan.thresholds(), totals, judgedSeconds(elapsedNanos))
                .map(ThresholdResult::message);
    }

    /** How much of the stage clock up to now is judged. */
    private double judgedSeconds(long elapsedNanos) {
        long nanos = 0;
        for (Phase phase : plan.phases()) {
            if (phase.judged()) {
                nanos += Math.max(0, Math.min(elapsedNanos, phase.toNanos()) - Math.max(sinceNanos, phase.fromNanos()));
            }
        }
        return nanos / 1e9;
    }

    /**
     * How the run went, beside its statistics.
     *
     * @param spec the LoadTest as YAML
     * @param elapsedNanos stage clock when the load ended
     * @param why one sentence when it did not reach its own end; else empty
     * @param uncertain how many requests at most reached the server and were lost with a worker
     * @param earlier the runs before it
     */
    public record Closing(
            String throngVersion,
            String runId,
            String planHash,
            String spec,
            Instant startedAt,
            Instant finishedAt,
            long elapsedNanos,
            Optional<Shape> shape,
            List<Attendance> workers,
            End end,
            String why,
            List<Result.Degraded> degraded,
            long uncertain,
            Result.Environment environment,
            Earlier earlier) {}

    public Result result(Closing closing) {
        double judged = judgedSeconds(closing.elapsedNanos);
        double warmup = Math.max(0, (closing.elapsedNanos - sinceNanos) / 1e9 - judged);
        return new Results(plan, totals, closing, judged, warmup, capacity).result();
    }
}
