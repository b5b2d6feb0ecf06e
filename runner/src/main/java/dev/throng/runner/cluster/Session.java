package dev.throng.runner.cluster;

import dev.throng.runner.stats.Snapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a master knows of one incarnation: how far it is counted, everything it handed over (coarse), and where a copy of
 * that is. Confined to the master's loop.
 */
final class Session {
    final WorkerId id;
    final ToMaster.Kind kind;
    private final History copy;
    private Intake intake = Intake.NOTHING;
    private @Nullable Downlink link;
    private long heard;
    private ToMaster.Beat clock = new ToMaster.Beat(0, Long.MAX_VALUE, 0);
    private @Nullable Snapshot latest;
    private @Nullable Offer offer;
    boolean finished;
    boolean leaving;
    /** Who keeps the copy, how far it was sent and how far it was confirmed. */
    @Nullable WorkerId holder;

    long copySent;
    long copySentAt;
    long copyHeld;

    /** A copy that a holder handed back, of somebody who may still come and hand over everything itself. */
    record Offer(WorkerId holder, List<Span> spans, long sinceNanos) {
        long next() {
            return spans.getLast().next();
        }
    }

    Session(WorkerId id, ToMaster.Kind kind, History copy, long now) {
        this.id = id;
        this.kind = kind;
        this.copy = copy;
        this.heard = now;
    }

    Intake intake() {
        return intake;
    }

    /** Notes that the span is counted. */
    void counted(Span span) {
        intake = intake.counted(span.last());
        copy.add(span);
        latest = span.snapshot();
    }

    /** What to send to a holder that has everything before {@code next}; from 0 when no boundary is there any more. */
    List<Span> copyFrom(long next) {
        return copy.from(copy.at(next).isPresent() || next == copy.next() ? next : 0);
    }

    Optional<Downlink> link() {
        return Optional.ofNullable(link);
    }

    boolean connected() {
        return link != null;
    }

    void connected(Downlink open, long now) {
        link = open;
        heard = now;
        offer = null;
    }

    void disconnected() {
        link = null;
    }

    void send(ToWorker message) {
        if (link != null) {
            link.send(message);
        }
    }

    void heard(long now) {
        heard = now;
    }

    long heardNanos() {
        return heard;
    }

    void clock(ToMaster.Beat beat) {
        clock = beat;
    }

    double offsetMillis() {
        return clock.offsetNanos() / 1e6;
    }

    /** Only the longest counts. */
    void offered(Offer next) {
        if (offer == null || offer.next() < next.next()) {
            offer = next;
        }
    }

    Optional<Offer> offer() {
        return Optional.ofNullable(offer);
    }

    void settled() {
        offer = null;
    }

    /** Forgets the copy's whereabouts. */
    void unheld() {
        holder = null;
        copySent = 0;
        copyHeld = 0;
    }

    /** Requests it makes in about two seconds: the most that is lost with it. */
    long twoSecondsWorth() {
        if (latest == null) {
            return 0;
        }
        long requests = latest.rows().stream().mapToLong(Snapshot.Row::requests).sum();
        double seconds = Math.max(1e-3, (latest.toNanos() - latest.fromNanos()) / 1e9);
        return (long) Math.ceil(requests * 2 / Math.max(1, seconds));
    }
}
