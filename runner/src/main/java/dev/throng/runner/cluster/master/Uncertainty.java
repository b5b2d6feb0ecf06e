package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.AssignedShare;
import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.master.session.WorkerPace;
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
    private static final long MARGIN_NANOS = 250_000_000;

    private static final int STEPS = 50;

    /** Of these workers. */
    long of(Predicate<Session> which) {
        List<Session> workers = sessions.stream()
                .filter(session -> session.kind == ToMaster.Kind.WORKER)
                .toList();
        List<Session> unheard = workers.stream()
                .filter(session -> !session.finished && !session.idle())
                .filter(which)
                .toList();
        if (unheard.isEmpty()) {
            return 0;
        }
        WorkerPace usual = WorkerPace.mean(workers.stream().map(Session::pace).toList());
        return unheard.stream().mapToLong(session -> of(session, usual)).sum();
    }

    private long of(Session session, WorkerPace usual) {
        long from = Math.max(0, Math.min(session.heardUntil(), endNanos));
        long to = Math.max(from, session.livedUntil(t0, endNanos, graceNanos)) + MARGIN_NANOS;
        long length = session.livedNanos().orElse(to - from);
        double most = shape.map(load -> Math.max(
                        most(session, usual, load, from, Math.min(to, from + length)),
                        most(session, usual, load, Math.max(from, to - length), to)))
                .orElse(0.0);
        return (long) Math.ceil(most) + session.inFlight();
    }

    /**
     * What it had not come to when it was last heard, and what was due from then on, at the speed of the others where its own
     * was less: it may have been held up. Of one that had its share from an earlier master only its speed is known, or only
     * that share.
     */
    private static double most(Session session, WorkerPace usual, Shape load, long from, long to) {
        WorkerPace own = session.pace();
        Optional<AssignedShare> inherited = session.inherited();
        if (inherited.isEmpty() && session.share().isNone()) {
            return own.perSecond() * (to - from) / 1e9;
        }
        AssignedShare share = inherited.orElse(session.share());
        long epoch = session.followedEpoch();
        double waiting = Math.max(0, share.due(load::mostArrivals, from) - own.arrivals());
        double arrivals = waiting + share.mostDue(load::mostArrivals, epoch, from, to);
        double userSeconds = share.mostDue((begin, end) -> userSeconds(load, begin, end), epoch, from, to);
        double perArrival = usual.performed() == 0 ? 1 : Math.max(own.perArrival(), usual.perArrival());
        double perUserSecond = Math.max(own.perUserSecond(), usual.perUserSecond());
        double apart = arrivals * perArrival + userSeconds * perUserSecond;
        // Where users and arrivals are there at once, nobody knows which requests were whose.
        double together = Math.max(own.perSecond(), usual.perSecond()) * (to - from) / 1e9;
        return load.parts().size() == 1 ? apart : Math.max(apart, together);
    }

    private static double userSeconds(Shape load, long from, long to) {
        double step = (to - from) / 1e9 / STEPS;
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += step * Math.max(load.usersAt(at(from, to, i)), load.usersAt(at(from, to, i + 1)));
        }
        return sum;
    }

    private static long at(long from, long to, int step) {
        return from + (to - from) / STEPS * step;
    }
}
