package dev.throng.runner.cluster.master.session;

import dev.throng.runner.cluster.protocol.History;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.WorkerId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one worker and where else it is: the worker itself has all of it while it lives, its holder has all
 * before {@link #confirmed}, and this master has what came since, or more. Confined to the master's loop.
 */
public final class Replication {
    /** Spans from somewhere on, without a gap up to what is counted. */
    public final History tail;

    private @Nullable WorkerId holder;
    private long confirmed;
    private long sent;
    private long refill = NOT_REFILLED;
    private long progressAt;
    private long askedAt = NEVER;

    private static final long NOT_REFILLED = -1;
    private static final long NEVER = Long.MIN_VALUE;

    Replication(History tail) {
        this.tail = tail;
    }

    public @Nullable WorkerId holder() {
        return holder;
    }

    public boolean heldBy(WorkerId id) {
        return id.equals(holder);
    }

    /** Everything before this interval is with the holder. */
    public long confirmed() {
        return confirmed;
    }

    /** A new holder, which has everything before {@code next} already. */
    public void assign(WorkerId to, long next, long now) {
        holder = to;
        confirmed = next;
        sent = next;
        refill = NOT_REFILLED;
        progressAt = now;
    }

    /** A new holder, which is to get everything before {@code upTo} from the worker itself. */
    public void assignForRefill(WorkerId to, long upTo, long now) {
        assign(to, 0, now);
        refill = upTo;
        tail.fence(upTo);
    }

    public void unassign() {
        holder = null;
        confirmed = 0;
        sent = 0;
        refill = NOT_REFILLED;
    }

    public boolean refilling() {
        return refill != NOT_REFILLED;
    }

    /** A part from the worker itself went to the holder. */
    public void refilled(Span part, long now) {
        progressAt = now;
        if (part.next() >= refill) {
            refill = NOT_REFILLED;
            sent = part.next();
        }
    }

    /** The spans that the holder lacks; none while they can't be told apart. */
    public List<Span> missing() {
        return refilling() || tail.at(sent).isEmpty() ? List.of() : tail.from(sent);
    }

    public void sent(Span span, long now) {
        sent = span.next();
        progressAt = now;
        tail.fence(sent);
    }

    public void confirmed(long next, long now) {
        confirmed = Math.max(confirmed, next);
        progressAt = now;
        tail.unfenceBefore(confirmed, Set.of());
    }

    /** Whether the holder has not answered for so long. */
    public boolean stuck(long now, long patience) {
        return (refilling() || sent > confirmed) && now - progressAt > patience;
    }

    /** Whether the holder may be asked for its copy (again); notes that it is. */
    public boolean askNow(long now, long pause) {
        boolean due = askedAt == NEVER || now - askedAt > pause;
        askedAt = due ? now : askedAt;
        return due;
    }
}
