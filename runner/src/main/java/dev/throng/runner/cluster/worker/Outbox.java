package dev.throng.runner.cluster.worker;

import dev.throng.runner.cluster.protocol.History;
import dev.throng.runner.cluster.protocol.Span;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a worker still has to hand over: two positions in its {@link History}. Nothing is copied or thrown away, so a
 * master that is slow or away costs no memory beyond the history's bound; what is not sent yet grows coarser like
 * everything else. Boundaries between {@code acknowledged} and {@code sent} are kept, since the master may have stopped
 * counting at any of them. Confined to the worker's loop.
 */
public final class Outbox {
    /** Spans on their way; enough for a round trip of seconds, few enough that a slow master gets merged ones. */
    static final int WINDOW = 16;

    private static final int PATIENCE_BEATS = 4;

    /** A master that was told of a copy up to such a boundary may ask again from there; older ones are released by then. */
    private static final int MOST_LASTING = 64;

    private final History history;
    private final TreeSet<Long> lasting = new TreeSet<>();
    private long acknowledged;
    private long sent;
    private long acknowledgedAtBeat;
    private int beatsWithoutProgress;

    public Outbox(History history) {
        this.history = history;
    }

    /** A connection is up, and its master has counted everything before {@code next}. */
    public void welcome(long next) {
        acknowledged = next;
        sent = next;
        history.fence(next);
        lasting.add(next);
        if (lasting.size() > MOST_LASTING) {
            lasting.pollFirst();
        }
    }

    /** The next span to send now; empty when all is sent or enough is on its way. */
    public Optional<Span> poll() {
        if (onTheWay() >= WINDOW) {
            return Optional.empty();
        }
        Optional<Span> span = history.at(sent);
        span.ifPresent(this::sending);
        return span;
    }

    private int onTheWay() {
        return history.count(acknowledged, sent);
    }

    private void sending(Span span) {
        history.fence(span.next());
        sent = span.next();
    }

    /** @param kept boundaries from here on have to stay: a copy may end there, for a master of later to go on from */
    public void acknowledged(long next, long kept) {
        acknowledged = Math.max(acknowledged, next);
        sent = Math.max(sent, next);
        history.unfenceBefore(Math.min(next, kept), lasting);
    }

    /** Once a second: what is on its way and not acknowledged for some seconds is sent again. */
    public void beat() {
        beatsWithoutProgress = sent > acknowledged && acknowledged == acknowledgedAtBeat ? beatsWithoutProgress + 1 : 0;
        acknowledgedAtBeat = acknowledged;
        if (beatsWithoutProgress >= PATIENCE_BEATS) {
            beatsWithoutProgress = 0;
            resend(acknowledged);
        }
    }

    public void resend(long from) {
        sent = Math.min(sent, from);
    }

    /** Keeps what was measured before this instant of the stage clock apart from what comes after. */
    void reset(long stageNanos) {
        long boundary = history.from(0).stream()
                .filter(span -> span.snapshot().fromNanos() >= stageNanos)
                .mapToLong(Span::first)
                .findFirst()
                .orElse(history.next() + 1);
        history.fence(boundary);
        lasting.add(boundary);
    }

    Optional<Span> latest() {
        return history.latest();
    }

    public boolean allAcknowledged() {
        return acknowledged >= history.next();
    }
}
