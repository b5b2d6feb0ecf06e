package dev.throng.runner.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Occurrences of exceptions by message, with the first trace that was seen; bounded like the messages of failures. */
public final class ExceptionTable {
    private static final int LONGEST_TRACE = 10_000;

    private final Map<String, Seen> byMessage = new LinkedHashMap<>();

    public void add(String message, String trace, long occurrences) {
        boolean full = byMessage.size() >= Messages.DISTINCT && !byMessage.containsKey(message);
        byMessage.computeIfAbsent(full ? Messages.OTHER : message, unused -> new Seen(trace)).occurrences +=
                occurrences;
    }

    void addAll(ExceptionTable other) {
        other.byMessage.forEach((message, seen) -> add(message, seen.trace, seen.occurrences));
    }

    public List<Snapshot.Exceptions> rows() {
        List<Snapshot.Exceptions> rows = new ArrayList<>();
        byMessage.forEach((message, seen) -> rows.add(new Snapshot.Exceptions(message, seen.trace, seen.occurrences)));
        return rows;
    }

    void clear() {
        byMessage.clear();
    }

    private static final class Seen {
        private final String trace;
        private long occurrences;

        private Seen(String trace) {
            this.trace = trace.substring(0, Math.min(trace.length(), LONGEST_TRACE));
        }
    }
}
