package dev.throng.runner.stats;

import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds intervals of loops, or snapshots, up to one snapshot that says the same as all of them. Confined to one thread.
 * Bounded in memory whatever is added: names, messages, exceptions and exchanges have limits, and beyond them are counted
 * under "other".
 */
public final class Accumulator {
    private static final int MOST_EXCHANGES = 200;
    private static final int MOST_STOPS = 10;

    private final Map<RequestKey, Map<Integer, Tally>> tallies = new HashMap<>();
    private final KeyLimit limit = new KeyLimit();
    private final Map<RequestKey, Messages> messages = new HashMap<>();
    private final Map<String, LatencyHistogram> timings = new TreeMap<>();
    private final long[] counters = new long[Snapshot.Counter.values().length];
    private final ExceptionTable exceptions = new ExceptionTable();
    private final List<Snapshot.Exchange> exchanges = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();
    private final TraceTable traces = new TraceTable();

    /** Reads the interval, which stays the caller's to recycle. */
    public void add(Interval interval) {
        interval.forEachTally(tally -> {
            tally(tally.key, tally.phase, tally.requests()).add(tally);
            tally.failureRows().forEach(this::add);
        });
        interval.forEachTiming((name, histogram) -> timing(name).add(histogram));
        for (int i = 0; i < counters.length; i++) {
            counters[i] += interval.counters[i];
        }
        exceptions.addAll(interval.exceptions);
        addExchanges(interval.exchanges);
        addStops(interval.stops);
        interval.traces.all().forEach(traces::add);
    }

    public void add(Snapshot snapshot) {
        snapshot.rows()
                .forEach(row -> tally(row.key(), row.phase(), row.requests()).add(row));
        snapshot.failures().forEach(this::add);
        snapshot.timings().forEach((name, histogram) -> timing(name).add(histogram));
        snapshot.counters().forEach((counter, amount) -> counters[counter.ordinal()] += amount);
        snapshot.exceptions().forEach(row -> exceptions.add(row.message(), row.trace(), row.occurrences()));
        addExchanges(snapshot.exchanges());
        addStops(snapshot.stops());
        snapshot.traces().forEach(traces::add);
    }

    private Tally tally(RequestKey key, int phase, long requests) {
        RequestKey counted = limit.admit(key);
        if (!counted.equals(key)) {
            counters[Snapshot.Counter.NAMES_FOLDED.ordinal()] += requests;
        }
        return tallies.computeIfAbsent(counted, unused -> new HashMap<>())
                .computeIfAbsent(phase, unused -> new Tally(counted, phase));
    }

    private void add(Snapshot.Failures row) {
        RequestKey key = limit.admit(row.key());
        String message = messages.computeIfAbsent(key, unused -> new Messages()).fold(row.message());
        tally(key, row.phase(), 0)
                .addOccurrences(row.kind(), message, row.occurrences(), row.firstSeenMillis(), row.lastSeenMillis());
    }

    private LatencyHistogram timing(String name) {
        return timings.computeIfAbsent(name, unused -> new LatencyHistogram());
    }

    private void addExchanges(List<Snapshot.Exchange> more) {
        exchanges.addAll(more.subList(0, Math.min(more.size(), MOST_EXCHANGES - exchanges.size())));
    }

    private void addStops(List<String> more) {
        stops.addAll(more.subList(0, Math.min(more.size(), MOST_STOPS - stops.size())));
    }

    /**
     * All that was added since the last {@link #clear}.
     *
     * @param gauges of the worker at the interval's end
     */
    public Snapshot snapshot(long sequence, long fromNanos, long toNanos, Snapshot.Gauges gauges) {
        List<Snapshot.Row> rows = new ArrayList<>();
        List<Snapshot.Failures> failures = new ArrayList<>();
        new TreeMap<>(tallies)
                .values()
                .forEach(byPhase -> new TreeMap<>(byPhase).values().forEach(tally -> {
                    if (tally.requests() > 0) {
                        rows.add(tally.row());
                        failures.addAll(tally.failureRows());
                    }
                }));
        return new Snapshot(
                sequence,
                fromNanos,
                toNanos,
                List.copyOf(rows),
                List.copyOf(failures),
                exceptions.rows(),
                counters(),
                gauges,
                encodedTimings(),
                List.copyOf(exchanges),
                List.copyOf(stops),
                traces.all());
    }

    private Map<Snapshot.Counter, Long> counters() {
        Map<Snapshot.Counter, Long> amounts = new EnumMap<>(Snapshot.Counter.class);
        for (Snapshot.Counter counter : Snapshot.Counter.values()) {
            if (counters[counter.ordinal()] != 0) {
                amounts.put(counter, counters[counter.ordinal()]);
            }
        }
        return Map.copyOf(amounts);
    }

    private Map<String, EncodedHistogram> encodedTimings() {
        Map<String, EncodedHistogram> encoded = new TreeMap<>();
        timings.forEach((name, histogram) -> {
            if (histogram.total() > 0) {
                encoded.put(name, histogram.encode());
            }
        });
        return encoded;
    }

    /** Forgets what was added; keeps the memory for what comes. */
    public void clear() {
        tallies.values().removeIf(byPhase -> {
            byPhase.values().removeIf(tally -> tally.recycle() > Tally.MOST_IDLE_INTERVALS);
            return byPhase.isEmpty();
        });
        limit.retain(tallies.keySet());
        messages.keySet().retainAll(tallies.keySet());
        timings.values().forEach(LatencyHistogram::clear);
        Arrays.fill(counters, 0);
        exceptions.clear();
        exchanges.clear();
        stops.clear();
        traces.clear();
    }
}
