package dev.throng.runner.report.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.throng.runner.report.CustomRow;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.StatusCount;
import dev.throng.runner.stats.histogram.Percentiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tables in Locust's columns and bytes: {@code \r\n}, quotes where needed, fractions in their shortest form, whole
 * numbers without a point, {@code N/A} for percentiles of nothing. Two things are ours:
 *
 * <ul>
 *   <li>percentiles are exact to three digits and rounded <em>up</em> to whole milliseconds, so that a script that asks
 *       {@code p95 > 500} decides as the exact value would;
 *   <li>a text that a spreadsheet would take for a formula (it starts with {@code = + - @}, tab or return) gets an
 *       apostrophe before it. Request names usually start with {@code /} or a letter and stay as they are.
 * </ul>
 */
final class CsvFormat {
    private static final String PERCENTILES = Percentiles.PERCENTS.stream()
            .map(percent -> Percentiles.label(percent) + "%")
            .collect(Collectors.joining(","));
    static final String STATS = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,"
            + "Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s," + PERCENTILES + "\r\n";
    static final String HISTORY = "Timestamp,User Count,Type,Name,Requests/s,Failures/s," + PERCENTILES
            + ",Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,"
            + "Total Min Response Time,Total Max Response Time,Total Average Content Size\r\n";
    static final String FAILURES = "Method,Name,Error,Occurrences,First Seen,Last Seen\r\n";
    static final String METRICS = "Kind,Name,Count,Failed,Sum,Min,Mean,50%,95%,99%,Max\r\n";
    static final String STATUSES = "Type,Name,Status,Request Count,Failure Count\r\n";
    static final String EXCEPTIONS = "Count,Message,Traceback,Nodes\r\n";

    private static final DateTimeFormatter SEEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private CsvFormat() {}

    static String stats(List<CsvRow> rows) {
        return STATS + lines(rows.stream().map(CsvFormat::statsCells).toList());
    }

    private static List<String> statsCells(CsvRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(text(row.method()));
        cells.add(text(row.name()));
        cells.addAll(totals(row));
        cells.add(real(row.rps()));
        cells.add(real(row.failuresPerSecond()));
        cells.addAll(percentiles(row.timed(), row.percentiles()));
        return cells;
    }

    /** @param windowed whether the percentiles are those of the last ten seconds, as Locust has it with its full history only */
    static String history(long epochSecond, int users, List<CsvRow> rows, boolean windowed) {
        return lines(rows.stream()
                .map(row -> historyCells(epochSecond, users, row, windowed))
                .toList());
    }

    private static List<String> historyCells(long epochSecond, int users, CsvRow row, boolean windowed) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(epochSecond));
        cells.add(String.valueOf(users));
        cells.add(text(row.method()));
        cells.add(text(row.name()));
        cells.add(String.format(Locale.ROOT, "%.6f", row.recentRps()));
        cells.add(String.format(Locale.ROOT, "%.6f", row.recentFailuresPerSecond()));
        cells.addAll(percentiles(row.timed(), windowed ? row.recent() : row.percentiles()));
        cells.addAll(totals(row));
        return cells;
    }

    private static List<String> totals(CsvRow row) {
        String requests = String.valueOf(row.requests());
        String failures = String.valueOf(row.failures());
        if (!row.timed()) {
            return List.of(requests, failures, "0", "0.0", "0", "0", row.requests() == 0 ? "0" : real(row.meanBytes()));
        }
        return List.of(
                requests,
                failures,
                number(row.median()),
                real(row.mean()),
                number(row.min()),
                number(row.max()),
                real(row.meanBytes()));
    }

    private static List<String> percentiles(boolean timed, Percentiles percentiles) {
        return IntStream.range(0, Percentiles.PERCENTS.size())
                .mapToObj(i -> timed ? ceiling(percentiles.at(i)) : "N/A")
                .toList();
    }

    /** A window without requests has 0, as in Locust. */
    private static String ceiling(double millis) {
        return Double.isNaN(millis) ? "0" : String.valueOf((long) Math.ceil(millis));
    }

    static String failures(List<Result.Failure> rows) {
        return FAILURES
                + lines(rows.stream()
                        .map(row -> List.of(
                                text(row.key().method()),
                                text(row.key().name()),
                                text(row.message()),
                                String.valueOf(row.occurrences()),
                                seen(row.firstSeen()),
                                seen(row.lastSeen())))
                        .toList());
    }

    private static String seen(Instant instant) {
        return SEEN.format(instant);
    }

    static String exceptions(List<Result.ExceptionRow> rows) {
        return EXCEPTIONS
                + lines(rows.stream()
                        .map(row -> List.of(
                                String.valueOf(row.occurrences()),
                                text(row.message()),
                                text(row.trace()),
                                text(String.join(", ", row.workers()))))
                        .toList());
    }

    /** Not Locust's: a row for each status of each name; those without an answer, or stalled, are in the row {@code none}. */
    static String statuses(List<CsvRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (CsvRow row : rows) {
            row.statuses().forEach(count -> cells.add(status(row, count.text(), count.requests(), count.failures())));
            long none = row.requests()
                    - row.statuses().stream().mapToLong(StatusCount::requests).sum();
            if (none > 0) {
                long failures = row.failures()
                        - row.statuses().stream()
                                .mapToLong(StatusCount::failures)
                                .sum();
                cells.add(status(row, "none", none, failures));
            }
        }
        return STATUSES + lines(cells);
    }

    private static List<String> status(CsvRow row, String status, long requests, long failures) {
        return List.of(
                text(row.method()), text(row.name()), status, String.valueOf(requests), String.valueOf(failures));
    }

    /** Not Locust's: a row for each metric of the scenario's own. */
    static String metrics(List<CustomRow> rows) {
        return METRICS
                + lines(rows.stream()
                        .map(row -> List.of(
                                row.metric().kind().name().toLowerCase(Locale.ROOT),
                                text(row.metric().name()),
                                String.valueOf(row.values().count()),
                                String.valueOf(row.failed()),
                                String.valueOf(row.sum()),
                                String.valueOf(row.values().min()),
                                String.valueOf(row.values().mean()),
                                String.valueOf(row.percentile("50")),
                                String.valueOf(row.percentile("95")),
                                String.valueOf(row.percentile("99")),
                                String.valueOf(row.values().max())))
                        .toList());
    }

    private static String lines(List<List<String>> rows) {
        StringWriter out = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
            rows.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString();
    }

    private static String text(String value) {
        return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    /** A number that Locust may write without a fraction. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value) : real(value);
    }

    /** As Python writes a float: the shortest digits that are read back as the same number, without an exponent from 0.0001 to 10^16. */
    static String real(double value) {
        String shortest = Double.toString(value);
        double size = Math.abs(value);
        if (shortest.indexOf('E') < 0 || size >= 1e16) {
            return shortest;
        }
        if (size >= 1e7) {
            BigDecimal whole = new BigDecimal(shortest);
            return whole.setScale(Math.max(1, whole.scale())).toPlainString();
        }
        return size >= 1e-4 ? new BigDecimal(shortest).stripTrailingZeros().toPlainString() : exponential(shortest);
    }

    /** Java's {@code 5.0E-5} is Python's {@code 5e-05}. */
    private static String exponential(String java) {
        String[] parts = java.split("E-", 2);
        String mantissa = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        return mantissa + "e-" + (parts[1].length() < 2 ? "0" : "") + parts[1];
    }
}
