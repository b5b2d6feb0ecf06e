package dev.throng.runner.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.throng.runner.stats.total.Live;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** What a tick adds to the page's charts. NaN where there is nothing to say. */
record ChartPoint(Map<Column, Double> values) {

    /** In the order the page expects. */
    enum Column {
        SECOND(Merge.LAST),
        USERS(Merge.LAST),
        INTENDED_USERS(Merge.LAST),
        RPS(Merge.MEAN),
        FAILURES_PER_SECOND(Merge.MEAN),
        P50(Merge.MEAN),
        P95(Merge.MAX),
        P99(Merge.MAX),
        LATE_PER_SECOND(Merge.MEAN),
        DROPPED_PER_SECOND(Merge.MEAN),
        INTENDED_RATE(Merge.LAST),
        CPU(Merge.MEAN),
        BUSIEST_LOOP(Merge.MAX);

        private final Merge merge;

        Column(Merge merge) {
            this.merge = merge;
        }

        /** One value in place of two consecutive ones. */
        double merge(double earlier, double later) {
            if (Double.isNaN(earlier) || Double.isNaN(later)) {
                return Double.isNaN(later) ? earlier : later;
            }
            return switch (merge) {
                case LAST -> later;
                case MEAN -> (earlier + later) / 2;
                case MAX -> Math.max(earlier, later);
            };
        }
    }

    private enum Merge {
        LAST,
        MEAN,
        MAX
    }

    /**
     * @param before the earlier state of the same run that rates count from; the present one when they are not known
     */
    static ChartPoint between(Live before, Live now) {
        double seconds = (now.elapsedNanos() - before.elapsedNanos()) / 1e9;
        Map<Column, Double> values = new EnumMap<>(Column.class);
        values.put(Column.SECOND, now.elapsedNanos() / 1e9);
        values.put(Column.USERS, (double) now.users());
        values.put(Column.INTENDED_USERS, (double) now.intendedUsers());
        values.put(Column.RPS, rate(requests(before), requests(now), seconds));
        values.put(Column.FAILURES_PER_SECOND, rate(failures(before), failures(now), seconds));
        values.put(Column.P50, now.recent().p50());
        values.put(Column.P95, now.recent().p95());
        values.put(Column.P99, now.recent().p99());
        values.put(Column.LATE_PER_SECOND, rate(before.late(), now.late(), seconds));
        values.put(Column.DROPPED_PER_SECOND, rate(before.dropped(), now.dropped(), seconds));
        values.put(Column.INTENDED_RATE, now.intendedRate());
        values.put(Column.CPU, known(now.health().cpu()));
        values.put(Column.BUSIEST_LOOP, known(now.health().busiestLoop()));
        return new ChartPoint(values);
    }

    static long requests(Live live) {
        return live.totals().requests() + live.warmupRequests();
    }

    private static long failures(Live live) {
        return live.totals().failures() + live.warmupFailures();
    }

    /** Counts go back when the statistics are reset; that second has no rate. */
    private static double rate(long before, long now, double seconds) {
        return seconds == 0 ? Double.NaN : now < before ? 0 : (now - before) / seconds;
    }

    private static double known(double share) {
        return share < 0 ? Double.NaN : share;
    }

    double value(Column column) {
        return values.getOrDefault(column, Double.NaN);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Column column : Column.values()) {
            LiveJson.number(json, value(column));
        }
        json.writeEndArray();
    }
}
