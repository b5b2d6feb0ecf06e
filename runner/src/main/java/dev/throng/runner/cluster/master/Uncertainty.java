package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.shape.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many requests the server may have seen that nobody counts: what each worker that was not heard to its end can have made
 * with its own share, from the last interval that it handed over until it was gone or the load was over. A connection that
 * broke is no sign that it was gone: it may have been cut off, and driven on.
 *
 * @param sessions of all workers
 * @param shape of the load, edits included
 * @param t0 stage time 0
 * @param endNanos of the load, or now, on the stage clock
 * @param graceNanos for requests in flight at the end
 */
record Uncertainty(Collection<Session> sessions, Optional<Shape> shape, long t0, long endNanos, long graceNanos) {
    /** Instants of different machines, and the moment between a request and its count. */
    private static final double MARGIN_SECONDS = 0.25;

    private static final int STEPS = 50;

    /** Of these workers. */
    long of(Predicate<Session> which) {
        List<Session> workers = sessions.stream()
                .filter(session -> session.kind == ToMaster.Kind.WORKER)
                .toList();
        double usual = usual(workers);
        return workers.stream()
                .filter(session -> !session.finished && !session.idle())
                .filter(which)
                .mapToLong(session -> of(session, usual))
                .sum();
    }

    private long of(Session session, double usual) {
        long from = Math.max(0, Math.min(session.heardUntil(), endNanos));
        long to = session.livedUntil(t0, endNanos, graceNanos);
        double rate = session.peakRate() > 0 ? session.peakRate() * growth(from, to) : usual * session.weight();
        double seconds = Math.max(0, to - from) / 1e9 + MARGIN_SECONDS;
        return (long) Math.ceil(rate * seconds) + session.inFlight();
    }

    /** Requests per second and unit of weight at most, by those who were heard; for those who never were. */
    private static double usual(List<Session> workers) {
        double rates = workers.stream().mapToDouble(Session::peakRate).sum();
        double weights = workers.stream()
                .filter(session -> session.peakRate() > 0)
                .mapToDouble(Session::weight)
                .sum();
        return weights == 0 ? 0 : rates / weights;
    }

    /** How much more load there is at most between these instants than there was up to the first one. */
    private double growth(long from, long to) {
        return shape.map(load -> Math.max(1, most(load, from, to) / Math.max(1e-9, most(load, 0, from))))
                .orElse(1.0);
    }

    private static double most(Shape load, long from, long to) {
        double most = 0;
        for (int i = 0; i <= STEPS; i++) {
            long at = from + (to - from) / STEPS * i;
            most = Math.max(most, load.usersAt(at) + load.rateAt(at));
        }
        return most;
    }
}
