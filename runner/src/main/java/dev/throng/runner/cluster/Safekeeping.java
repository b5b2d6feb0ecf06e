package dev.throng.runner.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that whatever was counted of somebody who is not there any more is also kept by somebody who is, so that the
 * loss of the master does not lose it. Confined to the master's loop.
 */
final class Safekeeping {
    /** A copy that is not confirmed for so long is sent again. */
    private static final long CONFIRM_PATIENCE = 5_000_000_000L;

    private final Collection<Session> sessions;

    /** @param sessions a view of all that are known */
    Safekeeping(Collection<Session> sessions) {
        this.sessions = sessions;
    }

    /** Starts what copies are missing. To be called often: it does nothing when all is kept. */
    void tend(long now) {
        for (Session session : sessions) {
            if (session.copySent > session.copyHeld && now - session.copySentAt > CONFIRM_PATIENCE) {
                session.unheld();
            }
            if (endangered(session)) {
                keep(session, now);
            }
        }
    }

    /** Whether only this master has what was counted of it, or is about to. */
    private static boolean endangered(Session session) {
        return session.intake().next() > 0 && (!session.connected() || session.leaving);
    }

    private void keep(Session session, long now) {
        Optional<Session> holder = sessions.stream()
                .filter(other -> other.id.equals(session.holder))
                .findFirst();
        if (holder.isEmpty() || !canHold(holder.get(), session)) {
            session.unheld();
            holder = sessions.stream()
                    .filter(other -> canHold(other, session))
                    .min(Comparator.comparing((Session other) -> other.kind == ToMaster.Kind.WORKER)
                            .thenComparing(this::kept));
        }
        holder.ifPresent(by -> send(session, by, now));
    }

    private static boolean canHold(Session holder, Session of) {
        return holder != of && holder.connected() && !holder.leaving;
    }

    private long kept(Session holder) {
        return sessions.stream()
                .filter(session -> holder.id.equals(session.holder))
                .count();
    }

    private static void send(Session session, Session holder, long now) {
        if (session.copySent >= session.intake().next()) {
            return;
        }
        List<Span> spans = session.copyFrom(session.copySent);
        for (int i = 0; i < spans.size(); i++) {
            holder.send(new ToWorker.Hold(session.id, spans.get(i), i == spans.size() - 1));
        }
        session.holder = holder.id;
        session.copySent = session.intake().next();
        session.copySentAt = now;
    }

    void held(WorkerId by, ToMaster.Held held) {
        sessions.stream()
                .filter(session -> session.id.equals(held.of()) && by.equals(session.holder))
                .forEach(session -> session.copyHeld = held.next());
    }

    /** Somebody is back who has everything itself. */
    void returned(Session session) {
        sessions.stream()
                .filter(other -> other.id.equals(session.holder))
                .forEach(other -> other.send(new ToWorker.Release(session.id)));
        session.unheld();
    }

    /** Whether nothing counted of it would be lost with the master. */
    boolean safe(Session session) {
        return session.copyHeld >= session.intake().next();
    }

    /** Whether anybody could keep a copy of it. */
    boolean possible(Session session) {
        return sessions.stream().anyMatch(other -> canHold(other, session));
    }
}
