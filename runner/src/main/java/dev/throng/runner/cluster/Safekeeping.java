package dev.throng.runner.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that whatever is counted is with somebody besides this master, so that the loss of the master loses nothing:
 * with the worker itself while it lives, and, for the case that it dies first, with another worker, its keeper, to whom
 * each span is passed on as it is counted. Confined to the master's loop.
 *
 * <p>A keeper that goes is replaced: the new one gets everything from the worker itself or, when that is gone too, from
 * this master, which fetches the copy of everybody who has died while there is a keeper to ask.
 */
final class Safekeeping {
    /** A keeper that does not answer for so long is replaced, and one that is asked is asked again. */
    private static final long PATIENCE = 5_000_000_000L;
    /** A connection that breaks is usually back by then. */
    private static final long ABSENCE = 2_500_000_000L;
    /** Whole histories on their way at once: each may be some megabytes. */
    private static final int MOST_REFILLS = 8;

    private final Map<WorkerId, Session> sessions;
    private final Tails tails;
    private final Map<WorkerId, List<Span>> handedBack = new HashMap<>();

    /**
     * @param sessions all that are known; a view
     * @param tails what may be held here
     */
    Safekeeping(Map<WorkerId, Session> sessions, Tails tails) {
        this.sessions = sessions;
        this.tails = tails;
    }

    /** A span was counted. */
    void counted(Session session, Span span, long now) {
        session.keep.tail.add(span);
        pass(session, now);
    }

    /** Passes on what the keeper lacks. */
    private void pass(Session session, long now) {
        Optional<Session> keeper = keeper(session).filter(Session::connected);
        if (keeper.isPresent()) {
            List<Span> missing = session.keep.missing();
            for (int i = 0; i < missing.size(); i++) {
                keeper.get().send(new ToWorker.Hold(session.id, missing.get(i), i == missing.size() - 1));
                session.keep.sent(missing.get(i), now);
            }
        }
    }

    private Optional<Session> keeper(Session session) {
        return Optional.ofNullable(session.keep.keeper()).map(sessions::get);
    }

    void held(WorkerId by, ToMaster.Held held, long now) {
        Session session = sessions.get(held.of());
        if (session != null && session.keep.keptBy(by)) {
            session.keep.confirmed(held.next(), now);
            thin(session);
        }
    }

    /** What both the worker and its keeper have is not needed here. */
    private void thin(Session session) {
        if (!tails.whole() && !endangered(session)) {
            session.keep.tail.dropBefore(session.keep.confirmed());
        }
    }

    /** Whether it is gone, or about to be: it can't be asked again. */
    private static boolean endangered(Session session) {
        return !session.connected() || session.leaving;
    }

    /** Sees that everybody has a keeper and every keeper has everything. Once a second. */
    void tend(long now) {
        Map<WorkerId, Integer> burdens = burdens();
        for (Session session : sessions.values()) {
            if (session.intake().next() > 0) {
                tend(session, burdens, now);
            }
        }
    }

    private void tend(Session session, Map<WorkerId, Integer> burdens, long now) {
        Keep keep = session.keep;
        Optional<Session> keeper = keeper(session);
        if (endangered(session)
                && keep.tail.first() > 0
                && keeper.filter(Session::connected).isPresent()) {
            if (keep.askNow(now, PATIENCE)) {
                keeper.get().send(new ToWorker.Fetch(session.id, Long.MAX_VALUE));
            }
            pass(session, now);
            return;
        }
        if (keeper.isPresent() && (gone(keeper.get(), now) || keep.stuck(now, PATIENCE))) {
            keeper.get().send(new ToWorker.Release(session.id));
            keep.unassign();
        }
        if (keep.keeper() == null) {
            choose(session, burdens).ifPresent(next -> assign(session, next, burdens, now));
        }
        pass(session, now);
        thin(session);
        if (!endangered(session) && keep.tail.bytes() > tails.mostBytes()) {
            keep.tail.dropBefore(keep.tail.next());
            if (!keep.refilling() && keep.confirmed() < keep.tail.first()) {
                keep.unassign(); // it lacks what was dropped
            }
        }
    }

    private static boolean gone(Session keeper, long now) {
        return keeper.leaving || (!keeper.connected() && now - keeper.heardNanos() > ABSENCE);
    }

    private Map<WorkerId, Integer> burdens() {
        Map<WorkerId, Integer> burdens = new HashMap<>();
        for (Session session : sessions.values()) {
            WorkerId keeper = session.keep.keeper();
            if (keeper != null) {
                burdens.merge(keeper, 1, Integer::sum);
            }
        }
        return burdens;
    }

    /** The least burdened worker; somebody who only holds copies, if there is no worker. */
    private Optional<Session> choose(Session of, Map<WorkerId, Integer> burdens) {
        return sessions.values().stream()
                .filter(other -> canKeep(other, of))
                .min(Comparator.comparing((Session other) -> other.kind == ToMaster.Kind.HOLDER)
                        .thenComparing(other -> burdens.getOrDefault(other.id, 0)));
    }

    private static boolean canKeep(Session keeper, Session of) {
        return keeper != of && keeper.connected() && !keeper.leaving;
    }

    private void assign(Session session, Session keeper, Map<WorkerId, Integer> burdens, long now) {
        if (session.keep.tail.first() == 0) {
            session.keep.assign(keeper.id, 0, now);
        } else if (!session.connected() || refills() >= MOST_REFILLS) {
            return;
        } else {
            session.keep.assignForRefill(keeper.id, session.intake().next(), now);
            session.send(new ToWorker.Fetch(session.id, session.intake().next()));
        }
        burdens.merge(keeper.id, 1, Integer::sum);
    }

    private long refills() {
        return sessions.values().stream()
                .filter(session -> session.keep.refilling())
                .count();
    }

    /**
     * A part of a copy came that was asked for.
     *
     * @return the whole copy, when this was the last part and it is not for a keeper
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
        if (session.keep.refilling()) {
            keeper(session).ifPresent(keeper -> keeper.send(new ToWorker.Hold(session.id, part.span(), part.whole())));
            session.keep.refilled(part.span(), now);
            pass(session, now);
        }
    }

    /** The copy of somebody who died is here: whatever becomes of its keeper, another one can get it. */
    void restored(Session session, List<Span> copy) {
        if (endangered(session)) {
            session.keep.tail.restore(copy);
        }
    }

    /** Half a copy from a connection that broke is of no use. */
    void disconnected(Session session) {
        handedBack.remove(session.id);
    }

    /** A keeper is back and says what it has of this one. */
    void recognised(Session session, WorkerId keeper, long next, long now) {
        Keep keep = session.keep;
        if (keep.tail.at(next).isPresent() || keep.tail.next() == next) {
            keep.assign(keeper, next, now);
        } else {
            keep.unassign();
        }
    }

    /** Where the keeper's copy ends; everything is as good as kept when there is none. */
    long kept(Session session) {
        Keep keep = session.keep;
        return keep.keeper() == null || keep.refilling() ? session.intake().next() : keep.confirmed();
    }

    /** Whether nothing counted of it would be lost with the master, even if it is gone itself. */
    boolean safe(Session session) {
        return session.keep.confirmed() >= session.intake().next()
                && keeper(session).filter(Session::connected).isPresent();
    }

    /** Whether only this master's sums have what was counted of it: it died with its keeper before this master had a copy. */
    boolean lost(Session session) {
        return endangered(session)
                && session.keep.tail.first() > 0
                && keeper(session).filter(Session::connected).isEmpty();
    }

    /** Whether anybody could keep a copy of it. */
    boolean possible(Session session) {
        return sessions.values().stream().anyMatch(other -> canKeep(other, session));
    }

    /** Whether somebody relies on this keeper. */
    boolean needed(Session keeper) {
        return sessions.values().stream().anyMatch(session -> session.keep.keptBy(keeper.id));
    }
}
