package dev.throng.runner.report.csv;

import dev.throng.runner.report.Tables;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.Tally;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import dev.throng.runner.stats.histogram.Percentiles;
import java.util.List;

/**
 * One row of the statistics files: the judged requests of a name and method over all user classes, since Locust's users
 * expect one row for each.
 *
 * @param statuses judged, ascending
 * @param percentiles since the start
 * @param recent of the last ten seconds, as are the two rates after it
 */
public record CsvRow(
        String method,
        String name,
        long requests,
        long failures,
        double median,
        double mean,
        double min,
        double max,
        double meanBytes,
        double rps,
        double failuresPerSecond,
        Percentiles percentiles,
        Percentiles recent,
        double recentRps,
        double recentFailuresPerSecond,
        List<StatusCount> statuses) {

    static CsvRow of(Tally total, double judgedSeconds, Tally recent, int recentSeconds) {
        LatencyHistogram times = total.response();
        return new CsvRow(
                total.key().method(),
                total.key().name(),
                total.requests(),
                total.failures(),
                times.percentileMillis(50),
                times.meanMillis(),
                times.minMicros() / 1000.0,
                times.maxMicros() / 1000.0,
                total.requests() == 0 ? 0 : (double) total.bytesReceived() / total.requests(),
                Tables.perSecond(total.requests(), judgedSeconds),
                Tables.perSecond(total.failures(), judgedSeconds),
                Percentiles.of(times),
                Percentiles.of(recent.response()),
                Tables.perSecond(recent.requests(), recentSeconds),
                Tables.perSecond(recent.failures(), recentSeconds),
                total.statuses());
    }

    /** Whether there is a time to show. */
    public boolean timed() {
        return !Double.isNaN(mean);
    }
}
