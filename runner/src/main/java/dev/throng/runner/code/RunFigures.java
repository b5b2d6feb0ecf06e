package dev.throng.runner.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands, for code that asks: what counted up to its last second, of all users and workers. Times are milliseconds.
 *
 * @param seconds since the start
 * @param rows per name and method
 * @param total over all of them
 */
public record RunFigures(double seconds, List<Row> rows, Row total, List<Failing> failures, long exceptions) {
    /** Nothing yet. */
    public static final RunFigures NONE =
            new RunFigures(0, List.of(), new Row("", "", 0, 0, 0, 0, 0, 0, 0, 0, new double[0]), List.of(), 0);

    /** The row of a name and method; null when there is none. */
    public @Nullable Row row(String name, String method) {
        for (Row row : rows) {
            if (row.name().equals(name) && row.method().equals(method)) {
                return row;
            }
        }
        return null;
    }

    /**
     * What counts under one name.
     *
     * @param rate requests per second of the last ten
     * @param failureRate failures per second of the last ten
     * @param thousandths response times below which so many thousandths of all lie, from 0 to 1000; empty without requests
     */
    @SuppressWarnings("ArrayRecordComponent") // made for the receiver alone
    public record Row(
            String name,
            String method,
            long requests,
            long failures,
            double mean,
            double min,
            double max,
            long bytes,
            double rate,
            double failureRate,
            double[] thousandths) {
        /** @param share from 0 to 1 */
        public double percentile(double share) {
            return thousandths.length == 0
                    ? 0
                    : thousandths[(int) Math.ceil(Math.clamp(share, 0, 1) * (thousandths.length - 1))];
        }
    }

    /** One kind of failure of one name. */
    public record Failing(String method, String name, String message, long count) {}
}
