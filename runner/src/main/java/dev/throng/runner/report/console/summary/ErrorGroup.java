package dev.throng.runner.report.console.summary;

import dev.throng.runner.report.Result.Failure;
import dev.throng.runner.stats.FailureKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One error, wherever it occurred.
 *
 * @param rows by request name, most frequent first
 */
record ErrorGroup(FailureKind kind, String message, List<Failure> rows) {
    /** Most frequent first. */
    static List<ErrorGroup> of(List<Failure> failures) {
        Map<List<Object>, List<Failure>> groups = new LinkedHashMap<>();
        failures.forEach(row -> groups.computeIfAbsent(List.of(row.kind(), row.message()), unused -> new ArrayList<>())
                .add(row));
        return groups.values().stream()
                .map(rows ->
                        new ErrorGroup(rows.getFirst().kind(), rows.getFirst().message(), rows))
                .sorted(Comparator.comparingLong(ErrorGroup::total).reversed())
                .toList();
    }

    /** Warm-up included. */
    long total() {
        return rows.stream()
                .mapToLong(row -> row.occurrences() + row.warmupOccurrences())
                .sum();
    }
}
