package dev.throng.runner.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Counts by status; confined to one thread. Counting a status that was counted before allocates nothing. */
final class Statuses {
    private int[] status = new int[2];
    private long[] requests = new long[2];
    private long[] failures = new long[2];
    private int size;
    private int last;

    /** @param code 0 when there was no answer, which is not counted */
    void count(int code, boolean failed) {
        if (code != 0) {
            add(code, 1, failed ? 1 : 0);
        }
    }

    void add(StatusCount more) {
        add(more.status(), more.requests(), more.failures());
    }

    void add(Statuses other) {
        for (int i = 0; i < other.size; i++) {
            add(other.status[i], other.requests[i], other.failures[i]);
        }
    }

    private void add(int code, long moreRequests, long moreFailures) {
        if (last >= size || status[last] != code) {
            last = place(code);
        }
        requests[last] += moreRequests;
        failures[last] += moreFailures;
    }

    private int place(int code) {
        for (int i = 0; i < size; i++) {
            if (status[i] == code) {
                return i;
            }
        }
        return size >= StatusCount.MOST && code != StatusCount.OTHER ? place(StatusCount.OTHER) : create(code);
    }

    private int create(int code) {
        if (size == status.length) {
            status = Arrays.copyOf(status, 2 * size);
            requests = Arrays.copyOf(requests, 2 * size);
            failures = Arrays.copyOf(failures, 2 * size);
        }
        status[size] = code;
        requests[size] = 0;
        failures[size] = 0;
        return size++;
    }

    void clear() {
        size = 0;
    }

    /** Ascending; other ones last. */
    List<StatusCount> rows() {
        if (size == 0) {
            return List.of();
        }
        List<StatusCount> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(new StatusCount(status[i], requests[i], failures[i]));
        }
        rows.sort(Comparator.comparing((StatusCount row) -> row.status() == StatusCount.OTHER)
                .thenComparing(StatusCount::status));
        return List.copyOf(rows);
    }
}
