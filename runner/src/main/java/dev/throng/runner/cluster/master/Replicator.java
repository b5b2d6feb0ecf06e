package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Replication;
import dev.throng.runner.cluster.master.session.Retention;
import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that whatever is counted is with somebody besides this master, so that the loss of the master loses nothing:
 * with the worker itself while it lives, and, for the case that it dies first, with another worker, its holder, to whom
 * each span is passed on as it is counted. Confined to the master's loop.
 *
 * <p>A holder that goes is replaced: the new one gets everything from the worker itself or, when that is gone too, from
 * this master, which fetches the copy of everybody who has died while there is a holder to ask.
 */
final class Replicator {
    /** A holder that does not answer for so long is replaced, and one that is asked is asked again. */
    private static final long PATIENCE = 5_000_000_000L;
    /** A connection that breaks is usually back by then. */
    private static final long ABSENCE = 2_500_000_000L;
    /** Whole histories on their way at once: each may be some megabytes. */
    private static final int MOST_REFILLS = 8;

    private final Map<WorkerId, Session> sessions;
    private final Retention retention;
    private final Map<WorkerId, List<Span>> handedBack = new HashMap<>();

    /**
     * @param sessions all that are known; a view
     * @param retention what may be held here
     */
    Replicator(Map<WorkerId, Session> sessions, Retention retention) {
        this.sessions = sessions;
        this.retention = retention;
    }

    /** A span was counted. */
    void counted(Session session, Span span, long now) {
        session.replication.tail.add(span);
        pass(session, now);
    }

    /** Passes on what the holder lacks. */
    private void pass(Session session, long now) {
        Optional<Session> holder = holder(session).filter(Session::connected);
        if (holder.isPresent()) {
            List<Span> missing = session.replication.missing();
            for (int i = 0; i < missing.size(); i++) {
                holder.get().send(new ToWorker.Hold(session.id, missing.get(i), i == missing.size() - 1));
                session.replication.sent(missing.get(i), now);
            }
        }
    }

    private Optional<Session> holder(Session session) {
        return Optional.ofNullable(session.replication.holder()).map(sessions::get);
    }

    void held(WorkerId by, ToMaster.Held held, long now) {
        Session session = sessions.get(held.of());
        if (session != null && session.replication.heldBy(by)) {
            session.replication.confirmed(held.next(), now);
            thin(session);
        }
    }

    /** What both the worker and its holder have is not needed here. */
    private void thin(Session session) {
        if (!retention.whole() && !endangered(session)) {
            session.replication.tail.dropBefore(session.replication.confirmed());
        }
    }

    /** Whether it is gone, or about to be: it can't be asked again. */
    private static boolean endangered(Session session) {
        return !session.connected() || session.leaving;
    }

    /** Sees that everybody has a holder and every holder has everything. Once a second. */
    void tend(long now) {
        Map<WorkerId, Integer> burdens = burdens();
        for (Session session : sessions.values()) {
            if (session.intake().next() > 0) {
                tend(session, burdens, now);
            }
        }
    }

    private void tend(Session session, Map<WorkerId, Integer> burdens, long now) {
        Replication replication = session.replication;
        Optional<Session> holder = holder(session);
        if (endangered(session)
                && replication.tail.first() > 0
                && holder.filter(Session::connected).isPresent()) {
            if (replication.askNow(now, PATIENCE)) {
                holder.get().send(new ToWorker.Fetch(session.id, Long.MAX_VALUE));
            }
            pass(session, now);
            return;
        }
        if (holder.isPresent() && (gone(holder.get(), now) || replication.stuck(now, PATIENCE))) {
            holder.get().send(new ToWorker.Release(session.id));
            replication.unassign();
        }
        if (replication.holder() == null) {
            choose(session, burdens).ifPresent(next -> assign(session, next, burdens, now));
        }
        pass(session, now);
        thin(session);
        if (!endangered(session) && replication.tail.bytes() > retention.mostBytes()) {
            replication.tail.dropBefore(replication.tail.next());
            if (!replication.refilling() && replication.confirmed() < replication.tail.first()) {
                replication.unassign(); // it lacks what was dropped
            }
        }
    }

    private static boolean gone(Session holder, long now) {
        return holder.leaving || (!holder.connected() && now - holder.heardNanos() > ABSENCE);
    }

    private Map<WorkerId, Integer> burdens() {
        Map<WorkerId, Integer> burdens = new HashMap<>();
        for (Session session : sessions.values()) {
            WorkerId holder = session.replication.holder();
            if (holder != null) {
                burdens.merge(holder, 1, Integer::sum);
            }
        }
        return burdens;
    }

    /** The least burdened worker; somebody who only holds copies, if there is no worker. */
    private Optional<Session> choose(Session of, Map<WorkerId, Integer> burdens) {
        return sessions.values().stream()
                .filter(other -> canHold(other, of))
                .min(Comparator.comparing((Session other) -> other.kind == ToMaster.Kind.HOLDER)
                        .thenComparing(other -> burdens.getOrDefault(other.id, 0)));
    }

    private static boolean canHold(Session holder, Session of) {
        return holder != of && holder.connected() && !holder.leaving;
    }

    private void assign(Session session, Session holder, Map<WorkerId, Integer> burdens, long now) {
        if (session.replication.tail.first() == 0) {
            session.replication.assign(holder.id, 0, now);
        } else if (!session.connected() || refills() >= MOST_REFILLS) {
            return;
        } else {
            session.replication.assignForRefill(holder.id, session.intake().next(), now);
            session.send(new ToWorker.Fetch(session.id, session.intake().next()));
        }
        burdens.merge(holder.id, 1, Integer::sum);
    }

    private long refills() {
        return sessions.values().stream()
                .filter(session -> session.replication.refilling())
                .count();
    }

    /**
     * A part of a copy came that was asked for.
     *
     * @return the whole copy, when this was the last part and it is not for a holder
     */
    Optional<List<Span>> handedBack(Session by, ToMaster.HandBack part, long now) {
        if (part.of().equals(by.id)) {
            refill(by, part, now);
            return Optional.empty();
        }
        List<Span> parts = handedBack.computeIfAbsent(by.id, unused -> new ArrayList<>());
        parts.add(part.span());
        if (!part.whole()) {
            return Optional.empty();
        }
        handedBack.remove(by.id);
        return Optional.of(List.copyOf(parts));
    }

    private void refill(Session session, ToMaster.HandBack part, long now) {
        if (session.replication.refilling()) {
            holder(session).ifPresent(holder -> holder.send(new ToWorker.Hold(session.id, part.span(), part.whole())));
            session.replication.refilled(part.span(), now);
            pass(session, now);
        }
    }

    /** The copy of somebody who died is here: whatever becomes of its holder, another one can get it. */
    void restored(Session session, List<Span> copy) {
        if (endangered(session)) {
            session.replication.tail.restore(copy);
        }
    }

    /** Half a copy from a connection that broke is of no use. */
    void disconnected(Session session) {
        handedBack.remove(session.id);
    }

    /** A holder is back and says what it has of this one. */
    void recognised(Session session, WorkerId holder, long next, long now) {
        Replication replication = session.replication;
        if (replication.tail.at(next).isPresent() || replication.tail.next() == next) {
            replication.assign(holder, next, now);
        } else {
            replication.unassign();
        }
    }

    /** Where the holder's copy ends; everything is as good as kept when there is none. */
    long kept(Session session) {
        Replication replication = session.replication;
        return replication.holder() == null || replication.refilling()
                ? session.intake().next()
                : replication.confirmed();
    }

    /** Whether nothing counted of it would be lost with the master, even if it is gone itself. */
    boolean safe(Session session) {
        return session.replication.confirmed() >= session.intake().next()
                && holder(session).filter(Session::connected).isPresent();
    }

    /** Whether only this master's sums have what was counted of it: it died with its holder before this master had a copy. */
    boolean lost(Session session) {
        return endangered(session)
                && session.replication.tail.first() > 0
                && holder(session).filter(Session::connected).isEmpty();
    }

    /** Whether anybody could replication a copy of it. */
    boolean possible(Session session) {
        return sessions.values().stream().anyMatch(other -> canHold(other, session));
    }

    /** Whether somebody relies on this holder. */
    boolean needed(Session holder) {
        return sessions.values().stream().anyMatch(session -> session.replication.heldBy(holder.id));
    }
}
