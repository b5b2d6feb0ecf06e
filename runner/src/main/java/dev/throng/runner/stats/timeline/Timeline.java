package dev.throng.runner.stats.timeline;

import dev.throng.runner.stats.KeyLimit;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.histogram.EncodedHistogram;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Percentiles;
import dev.throng.runner.stats.histogram.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured when: the last seconds in detail, and the whole run as series that coarsen, so that memory does not
 * depend on its length.
 */
public final class Timeline {
    static final int WINDOW = 10;
    public static final int MOST_POINTS = 300;

    /** Points of all names together, so that a thousand names do not cost a thousand times the memory of one. */
    private static final int NAME_POINTS = 24_000;

    private static final int MOST_PER_NAME = 240;
    private static final int LEAST_PER_NAME = 24;
    private static final long SECOND = 1_000_000_000L;

    /** Workers report a little apart; a second is thought complete when as many reported it as the one before. */
    private static final int KEPT_SECONDS = WINDOW + 4;

    /** So long workers may take to report. */
    private static final int SILENCE = 4;

    private final Coarse<Slice> series = new Coarse<>(() -> MOST_POINTS, Slice::new);
    private final Coarse<Moments> nameSeries = new Coarse<>(this::pointsPerName, Moments::new);
    private final KeyLimit limit;
    private int peakUsers;
    private final TreeMap<Long, Second> lastSeconds = new TreeMap<>();

    public Timeline(KeyLimit limit) {
        this.limit = limit;
    }

    private int pointsPerName() {
        return Math.clamp(NAME_POINTS / limit.size(), LEAST_PER_NAME, MOST_PER_NAME);
    }

    /** A snapshot of more than a second (intervals that a worker had to merge) is spread evenly over its seconds. */
    public void add(String worker, Snapshot snapshot) {
        long length = Math.max(0, snapshot.toNanos() - snapshot.fromNanos());
        int parts = (int) Math.max(1, (length + SECOND / 2) / SECOND);
        long first = Math.floorDiv(snapshot.fromNanos() + length / (2L * parts), SECOND);
        for (int part = 0; part < parts; part++) {
            add(worker, first + part, snapshot, parts, part);
        }
    }

    private void add(String worker, long second, Snapshot snapshot, int parts, int part) {
        Second last = last(second);
        Slice slice = series.at(second);
        last.add(worker, second, snapshot);
        slice.add(second, snapshot.gauges());
        peakUsers = Math.max(peakUsers, slice.users());
        snapshot.counters().forEach((counter, whole) -> {
            long amount = LatencyHistogram.every(whole, parts, part);
            slice.add(counter, amount);
        });
        for (Snapshot.Row whole : snapshot.rows()) {
            Snapshot.Row row = parts == 1 ? whole : part(whole, parts, part);
            RequestKey key = limit.admit(row.key());
            last.names.add(key, row);
            slice.add(row);
            nameSeries.at(second).add(key, row);
        }
    }

    private static Snapshot.Row part(Snapshot.Row row, int parts, int part) {
        LatencyHistogram response = new LatencyHistogram();
        response.addEvery(LatencyHistogram.of(row.response()), parts, part);
        return new Snapshot.Row(
                row.key(),
                row.phase(),
                LatencyHistogram.every(row.requests(), parts, part),
                LatencyHistogram.every(row.failures(), parts, part),
                LatencyHistogram.every(row.bytesReceived(), parts, part),
                LatencyHistogram.every(row.bytesSent(), parts, part),
                response.encode(),
                EncodedHistogram.EMPTY,
                EncodedHistogram.EMPTY);
    }

    /** Where to add to for this second; a place that is forgotten at once when the second is long over. */
    private Second last(long second) {
        Second known = lastSeconds.get(second);
        if (known != null) {
            return known;
        }
        long newest = lastSeconds.isEmpty() ? second : Math.max(second, lastSeconds.lastKey());
        lastSeconds.headMap(newest - KEPT_SECONDS, true).clear();
        lastSeconds.values().forEach(earlier -> earlier.names.rest());
        Second created = new Second();
        if (second > newest - KEPT_SECONDS) {
            lastSeconds.put(second, created);
        }
        return created;
    }

    /** The last {@link #WINDOW} complete seconds, or as many as there were. */
    public Recent recent() {
        if (lastSeconds.isEmpty()) {
            return new Recent(List.of());
        }
        long last = lastComplete();
        return new Recent(lastSeconds.subMap(last - WINDOW, false, last, true).values());
    }

    /** The same, unless nobody has reported for a while: seconds of which nothing is known then count as empty. */
    public Recent recent(long elapsedNanos) {
        long silent = Math.floorDiv(elapsedNanos, SECOND) - SILENCE;
        if (lastSeconds.isEmpty() || lastComplete() >= silent) {
            return recent();
        }
        return new Recent(
                lastSeconds.subMap(silent - WINDOW, false, silent, true).values(), WINDOW);
    }

    private long lastComplete() {
        long newest = lastSeconds.lastKey();
        Second before = lastSeconds.get(newest - 1);
        boolean complete = before == null || lastSeconds.lastEntry().getValue().workers() >= before.workers();
        return complete ? newest : newest - 1;
    }

    public int peakUsers() {
        return peakUsers;
    }

    public List<ResourceUse> resourceUse() {
        List<ResourceUse> resourceUse = new ArrayList<>();
        series.forEach((start, slice) -> resourceUse.add(slice.resourceUse()));
        return resourceUse;
    }

    public List<SlicePoint> points() {
        List<SlicePoint> points = new ArrayList<>();
        int width = series.width();
        series.forEach((start, slice) -> points.add(slice.point(start + width, width)));
        return points;
    }

    public Map<RequestKey, List<NamePoint>> namePoints() {
        Map<RequestKey, List<NamePoint>> byKey = new TreeMap<>();
        int width = nameSeries.width();
        nameSeries.forEach((start, moments) ->
                moments.byKey.forEach((key, moment) -> byKey.computeIfAbsent(key, unused -> new ArrayList<>())
                        .add(new NamePoint(
                                start + width,
                                width,
                                moment.requests(),
                                moment.failures(),
                                Percentiles.of(moment.response())))));
        return byKey;
    }

    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int width = series.width();
        series.forEach((start, slice) -> stretches.add(slice.stretch(start, width)));
        return stretches;
    }

    public SortedMap<String, List<Stretch>> stretchesByName() {
        SortedMap<String, List<Stretch>> byName = new TreeMap<>();
        int width = nameSeries.width();
        nameSeries.forEach((start, moments) -> {
            Map<String, Moment> sums = new TreeMap<>();
            moments.byKey.forEach((key, moment) ->
                    sums.computeIfAbsent(key.name(), unused -> new Moment()).add(moment));
            sums.forEach((name, moment) ->
                    byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(moment.stretch(start, width)));
        });
        return byName;
    }
}
