package dev.throng.runner.stats.total;

import dev.throng.runner.stats.ExceptionTable;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.KeyLimit;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.TraceTable;
import dev.throng.runner.stats.TracedRequest;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Stretch;
import dev.throng.runner.stats.timeline.NamePoint;
import dev.throng.runner.stats.timeline.Part;
import dev.throng.runner.stats.timeline.Recent;
import dev.throng.runner.stats.timeline.ResourceUse;
import dev.throng.runner.stats.timeline.SlicePoint;
import dev.throng.runner.stats.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The sum of all snapshots of a run, over workers and time. Confined to the run's thread, readers included. Its memory
 * depends on the number of names and phases, not on the length of the run.
 *
 * <p>Each snapshot must be added once: who re-sends and de-duplicates is another room's business.
 */
public final class Totals {
    private static final int MOST_EXCHANGES = 200;

    private final IntPredicate judged;
    private final KeyLimit limit = new KeyLimit();
    private final Map<RequestKey, NameTotals> names = new HashMap<>();
    private final Map<Integer, Tally> phases = new HashMap<>();
    private final SortedMap<String, LatencyHistogram> timings = new TreeMap<>();
    private final Map<Snapshot.Counter, Long> counters = new EnumMap<>(Snapshot.Counter.class);
    private final SortedMap<String, ExceptionTable> exceptions = new TreeMap<>();
    private final SortedMap<String, WorkerTotals> workers = new TreeMap<>();
    private final List<Snapshot.Exchange> exchanges = new ArrayList<>();
    private final TraceTable traces = new TraceTable();
    private final LatestTraces latestTraces = new LatestTraces();
    private final Timeline timeline = new Timeline(limit);
    private final Map<Object, Part> parts = new HashMap<>();
    private @Nullable Tally judgedSum;

    /** @param judged whether the phase with this index counts for the verdict; the others are the warm-up */
    public Totals(IntPredicate judged) {
        this.judged = judged;
        for (Snapshot.Counter counter : Snapshot.Counter.values()) {
            counters.put(counter, 0L);
        }
    }

    /** Measures this part too, of all that is added from now on. */
    public void follow(Object name, Part part) {
        parts.put(name, part);
    }

    /** @param name as in {@link #follow} */
    public Optional<Part> part(Object name) {
        return Optional.ofNullable(parts.get(name));
    }

    public void add(String worker, Snapshot snapshot) {
        judgedSum = null;
        for (Snapshot.Row row : snapshot.rows()) {
            add(row);
            parts.values().forEach(part -> part.add(snapshot, row, judged.test(row.phase())));
        }
        parts.values().forEach(part -> part.reported(snapshot.toNanos()));
        for (Snapshot.Failures row : snapshot.failures()) {
            name(row.key()).add(row, judged.test(row.phase()));
        }
        addWhatHasNoName(worker, snapshot);
        timeline.add(worker, snapshot);
    }

    /** Adds what was measured beside the load: to what counts and is not judged, and to no time. */
    public void addAside(Snapshot snapshot) {
        snapshot.rows().forEach(row -> name(row.key()).add(row, false));
        snapshot.failures().forEach(row -> name(row.key()).add(row, false));
        snapshot.counters().forEach((counter, amount) -> counters.merge(counter, amount, Long::sum));
        ExceptionTable table = exceptions.computeIfAbsent("master", unused -> new ExceptionTable());
        snapshot.exceptions().forEach(row -> table.add(row.message(), row.trace(), row.occurrences()));
        exchanges.addAll(snapshot.exchanges());
    }

    private void add(Snapshot.Row row) {
        NameTotals name = name(row.key());
        name.add(row, judged.test(row.phase()));
        phases.computeIfAbsent(row.phase(), phase -> new Tally(RequestKey.ALL, phase))
                .add(row);
        if (!name.judged.key().equals(row.key())) {
            counters.merge(Snapshot.Counter.NAMES_FOLDED, row.requests(), Long::sum);
        }
    }

    private NameTotals name(RequestKey key) {
        return names.computeIfAbsent(limit.admit(key), NameTotals::new);
    }

    private void addWhatHasNoName(String worker, Snapshot snapshot) {
        snapshot.timings()
                .forEach((name, times) -> timings.computeIfAbsent(name, unused -> new LatencyHistogram())
                        .add(times));
        snapshot.counters().forEach((counter, amount) -> counters.merge(counter, amount, Long::sum));
        ExceptionTable table = exceptions.computeIfAbsent(worker, unused -> new ExceptionTable());
        snapshot.exceptions().forEach(row -> table.add(row.message(), row.trace(), row.occurrences()));
        int room = MOST_EXCHANGES - exchanges.size();
        exchanges.addAll(snapshot.exchanges()
                .subList(0, Math.min(room, snapshot.exchanges().size())));
        for (TracedRequest request : snapshot.traces()) {
            latestTraces.add(request);
            if (judged.test(request.phase())) {
                traces.add(request);
            }
        }
        workers.computeIfAbsent(worker, unused -> new WorkerTotals()).add(snapshot);
    }

    /** What is judged, over all names. */
    public Tally judged() {
        Tally sum = judgedSum;
        if (sum == null) {
            sum = sum(names.values().stream().map(name -> name.judged).toList());
            judgedSum = sum;
        }
        return sum;
    }

    /** What is judged under this request name, over all users and methods; empty when there is no such name. */
    public Tally judged(String name) {
        return sum(names.values().stream()
                .map(totals -> totals.judged)
                .filter(tally -> tally.key().name().equals(name))
                .toList());
    }

    /** The warm-up, over all names. */
    public Tally warmup() {
        return sum(names.values().stream().map(name -> name.warmup).toList());
    }

    private static Tally sum(List<Tally> tallies) {
        return Tally.sum(RequestKey.ALL, tallies);
    }

    /** Calls for every name, in order, with what is judged and what is not. */
    public void forEachName(BiConsumer<Tally, Tally> judgedAndWarmup) {
        new TreeMap<>(names).values().forEach(name -> judgedAndWarmup.accept(name.judged, name.warmup));
    }

    /** One phase, over all names. */
    public Tally phase(int index) {
        return phases.getOrDefault(index, Tally.empty());
    }

    /** Most frequent first. */
    public List<Live.Failure> failures() {
        return names.values().stream()
                .flatMap(name -> name.failures().stream())
                .sorted(Comparator.<Live.Failure>comparingLong(row -> -row.occurrences() - row.warmupOccurrences())
                        .thenComparing(Live.Failure::key)
                        .thenComparing(Live.Failure::message))
                .toList();
    }

    /** Requests that failed because of a limit of the generator's own, warm-up included. */
    public long ownFailures() {
        return failures().stream()
                .filter(row -> row.kind() == FailureKind.GENERATOR)
                .mapToLong(row -> row.occurrences() + row.warmupOccurrences())
                .sum();
    }

    /** Ages of the requests that were still unanswered at the run's end; under this request name, or all. */
    public LatencyHistogram aborted(Optional<String> name) {
        LatencyHistogram ages = new LatencyHistogram();
        timings.forEach((key, times) -> {
            if (key.startsWith(Snapshot.ABORTED)
                    && name.map(wanted -> key.equals(Snapshot.ABORTED + wanted)).orElse(true)) {
                ages.add(times);
            }
        });
        return ages;
    }

    /** How many uncaught problems scenario code had, in the whole run. */
    public long exceptionCount() {
        return exceptions.values().stream()
                .flatMap(table -> table.rows().stream())
                .mapToLong(Snapshot.Exceptions::occurrences)
                .sum();
    }

    /** By worker. */
    public SortedMap<String, List<Snapshot.Exceptions>> exceptions() {
        SortedMap<String, List<Snapshot.Exceptions>> rows = new TreeMap<>();
        exceptions.forEach((worker, table) -> rows.put(worker, table.rows()));
        return rows;
    }

    public List<Snapshot.Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Of each name the slowest and failed ones of the judged requests that have a trace id. */
    public List<TracedRequest> traces() {
        return traces.all();
    }

    /** The last ones that were told of, the earliest first. @param ofJudged whether those that are judged, or those of the warm-up */
    public List<TracedRequest> latestTraces(RequestKey key, boolean ofJudged) {
        return latestTraces.of(key, request -> judged.test(request.phase()) == ofJudged);
    }

    public long counter(Snapshot.Counter counter) {
        return counters.getOrDefault(counter, 0L);
    }

    /** All of them. */
    public Map<Snapshot.Counter, Long> counters() {
        return new EnumMap<>(counters);
    }

    /** By the names of {@link Snapshot#timings}. */
    public SortedMap<String, LatencyHistogram> timings() {
        return Collections.unmodifiableSortedMap(timings);
    }

    public SortedMap<String, WorkerTotals> workers() {
        return Collections.unmodifiableSortedMap(workers);
    }

    /** The last ten seconds that were reported, in all phases. */
    public Recent recent() {
        return timeline.recent();
    }

    /** The last ten seconds before this instant of the stage clock, whether anybody has reported them or not. */
    public Recent recent(long elapsedNanos) {
        return timeline.recent(elapsedNanos);
    }

    /** The most users that there were at the end of any second. */
    public int peakUsers() {
        return timeline.peakUsers();
    }

    /** The whole run, in all phases: at most 300 points, ascending. */
    public List<SlicePoint> series() {
        return timeline.points();
    }

    /** What the whole run cost the generator, piece by piece as in {@link #series}. */
    public List<ResourceUse> resourceUse() {
        return timeline.resourceUse();
    }

    /** The whole run by name, in all phases; fewer points than {@link #series}. */
    public Map<RequestKey, List<NamePoint>> nameSeries() {
        return timeline.namePoints();
    }

    /** The pieces of {@link #series} with their response times; heavy, once at the end. */
    public List<Stretch> stretches() {
        return timeline.stretches();
    }

    /** The same by request name, over all users and methods, in the pieces of {@link #nameSeries}. */
    public SortedMap<String, List<Stretch>> stretchesByName() {
        return timeline.stretchesByName();
    }
}
