package dev.throng.runner.stats.total;

import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Messages;
import dev.throng.runner.stats.RequestKey;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that was measured of one request name; judged and warm-up apart. */
final class NameTotals {
    private final Messages messages = new Messages();
    private final Map<FailureKind, Map<String, Seen>> failures = new EnumMap<>(FailureKind.class);
    final Tally judged;
    final Tally warmup;

    NameTotals(RequestKey key) {
        judged = new Tally(key, -1);
        warmup = new Tally(key, -1);
    }

    void add(Snapshot.Row row, boolean counts) {
        (counts ? judged : warmup).add(row);
    }

    void add(Snapshot.Failures row, boolean counts) {
        failures.computeIfAbsent(row.kind(), unused -> new HashMap<>())
                .computeIfAbsent(messages.fold(row.message()), unused -> new Seen())
                .add(row, counts);
    }

    List<Live.Failure> failures() {
        List<Live.Failure> rows = new ArrayList<>();
        failures.forEach((kind, byMessage) -> byMessage.forEach((message, seen) -> rows.add(new Live.Failure(
                judged.key(), kind, message, seen.judged, seen.warmup, seen.firstMillis, seen.lastMillis))));
        return rows;
    }

    private static final class Seen {
        private long judged;
        private long warmup;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis;

        private void add(Snapshot.Failures row, boolean counts) {
            judged += counts ? row.occurrences() : 0;
            warmup += counts ? 0 : row.occurrences();
            firstMillis = Math.min(firstMillis, row.firstSeenMillis());
            lastMillis = Math.max(lastMillis, row.lastSeenMillis());
        }
    }
}
