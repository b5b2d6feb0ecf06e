package dev.throng.runner.cluster.master;

import dev.throng.runner.stats.Snapshot;
import java.time.Duration;
import java.util.Comparator;

/**
 * Whether the target was there at all. Failed requests are data, but a run in which none ever got through, because no
 * connection came about, has measured nothing: it could not be done. Confined to the master's loop.
 */
final class TargetReachability {
    /** A target that is started together with the run may need this long to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private boolean reached;
    private long tried;
    private String message = "";

    void add(Snapshot snapshot) {
        if (reached) {
            return;
        }
        long requests =
                snapshot.rows().stream().mapToLong(Snapshot.Row::requests).sum();
        long stuck = snapshot.failures().stream()
                .filter(failure -> unconnected(failure))
                .mapToLong(Snapshot.Failures::occurrences)
                .sum();
        tried += requests;
        reached = requests > stuck;
        snapshot.failures().stream()
                .filter(TargetReachability::unconnected)
                .max(Comparator.comparingLong(Snapshot.Failures::occurrences))
                .ifPresent(failure -> message = failure.message());
    }

    private static boolean unconnected(Snapshot.Failures failure) {
        return switch (failure.kind()) {
            case DNS, CONNECT, TLS -> true;
            case REQUEST, GENERATOR, RESET, TIMEOUT, PROTOCOL, STATUS, CHECK, SCHEMA, CAPTURE, REDIRECT -> false;
        };
    }

    /** Whether requests were made and none ever found a connection. */
    boolean never() {
        return tried > 0 && !reached;
    }

    /** The most frequent reason, as the statistics say it. */
    String message() {
        return message;
    }
}
