package dev.throng.runner.cluster.master.session;

import dev.throng.runner.cluster.protocol.History;
import dev.throng.runner.cluster.protocol.Span;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.stats.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a master knows of one incarnation: how far it is counted, how it is reached, and where copies of what it
 * handed over are. Confined to the master's loop.
 */
public final class Session {
    private static final long NEVER = Long.MAX_VALUE;

    /** Over a shorter time no rate is taken. */
    private static final long RATE_NANOS = 100_000_000;

    /** A worker hands over what it measured once a second. */
    private static final long INTERVAL_NANOS = 1_000_000_000;

    public final WorkerId id;
    public final ToMaster.Kind kind;
    public final Replication replication;
    private Intake intake = Intake.NOTHING;
    private @Nullable Downlink link;
    private long heard;
    private long gone = NEVER;
    private final AssignedShare share = new AssignedShare();
    private long requests;
    private long iterations;
    private WorkerPace pace = WorkerPace.UNKNOWN;
    private ToMaster.Heartbeat clock = new ToMaster.Heartbeat(0, Long.MAX_VALUE, 0, List.of());
    private long clockedNanos;
    private List<Long> drawnBefore = List.of();
    private List<Long> rates = List.of();
    private @Nullable Snapshot latest;
    private @Nullable Offer offer;
    private boolean awaited = true;
    private double inherited;
    private long lostIntervals;
    public boolean finished;
    public boolean leaving;
    private long leftStage = NEVER;

    /**
     * Somebody has a copy of one that may still come and hand over everything itself.
     *
     * @param askedNanos when the holder was asked for it; 0 when it was not yet
     */
    public record Offer(WorkerId holder, long next, long sinceNanos, long askedNanos) {
        public Offer asked(long now) {
            return new Offer(holder, next, sinceNanos, now);
        }
    }

    public Session(WorkerId id, ToMaster.Kind kind, History tail, long now) {
        this.id = id;
        this.kind = kind;
        this.replication = new Replication(tail);
        this.heard = now;
    }

    public Intake intake() {
        return intake;
    }

    /** Notes that the span is counted. */
    public void counted(Span span) {
        intake = intake.counted(span.last());
        latest = span.snapshot();
        iterations += latest.counters().getOrDefault(Snapshot.Counter.ITERATIONS, 0L);
        requests += WorkerPace.requests(latest);
        if (share.isNone() || latest.fromNanos() >= share.sinceNanos()) {
            pace = pace.and(latest);
        }
    }

    /** It was told to go, at this instant of the stage clock. Only the first call counts. */
    public void leaving(long stageNanos) {
        leaving = true;
        leftStage = Math.min(leftStage, stageNanos);
    }

    /** Up to which instant of the stage clock it is known to have driven its share. */
    public long drivenUntil() {
        return latest == null ? 0 : Math.min(leftStage, latest.toNanos());
    }

    /** Whether it has driven its share up to this instant of the stage clock, and handed over all of it. */
    public boolean drove(long stageNanos) {
        return finished && drivenUntil() >= stageNanos;
    }

    public Optional<Downlink> link() {
        return Optional.ofNullable(link);
    }

    public boolean connected() {
        return link != null;
    }

    public void connected(Downlink open, long now) {
        link = open;
        heard = now;
        gone = NEVER;
        offer = null;
        awaited = false;
    }

    public void disconnected() {
        link = null;
        awaited = false;
    }

    /** Whether it was an earlier master's, has not come to this one yet, and still may. */
    public boolean awaited() {
        return awaited;
    }

    public void send(ToWorker message) {
        if (link != null) {
            link.send(message);
        }
    }

    public void heard(long now) {
        heard = now;
    }

    public long heardNanos() {
        return heard;
    }

    public void clock(ToMaster.Heartbeat beat, long now) {
        long nanos = now - clockedNanos;
        if (clockedNanos == 0 || nanos > RATE_NANOS) {
            rates = IntStream.range(0, beat.drawn().size())
                    .mapToObj(i ->
                            rate(i, (beat.drawn().get(i) - before(i)) * 1_000_000_000L / Math.max(RATE_NANOS, nanos)))
                    .toList();
            drawnBefore = beat.drawn();
            clockedNanos = now;
        }
        clock = beat;
    }

    /** A pause, or what is made up for after one, is half as much of it. */
    private long rate(int feed, long now) {
        return drawnBefore.isEmpty() ? now : (rowsPerSecond(feed) + now + 1) / 2;
    }

    private long before(int feed) {
        return feed < drawnBefore.size() ? drawnBefore.get(feed) : 0;
    }

    /** Of the orders that it was known to follow last. */
    public long epoch() {
        return clock.epoch();
    }

    /** How many rows of a feed it is known to have drawn. */
    public long drawn(int feed) {
        return feed < clock.drawn().size() ? clock.drawn().get(feed) : 0;
    }

    public long rowsPerSecond(int feed) {
        return feed < rates.size() ? rates.get(feed) : 0;
    }

    public double offsetMillis() {
        return clock.offsetNanos() / 1e6;
    }

    /** Only the longest counts. */
    public void offered(Offer next) {
        if (offer == null || offer.next() <= next.next()) {
            offer = next;
        }
    }

    public Optional<Offer> offer() {
        return Optional.ofNullable(offer);
    }

    public void settled() {
        offer = null;
    }

    public void asked(long now) {
        if (offer != null) {
            offer = offer.asked(now);
        }
    }

    /**
     * It is not there any more: its process has ended, or another one has its name. That its connection broke is no sign of
     * it. Only the first call since it was connected counts.
     */
    public void gone(long now) {
        gone = Math.min(gone, now);
    }

    /** Whether it is known not to be there any more. */
    public boolean isGone() {
        return gone != NEVER;
    }

    public AssignedShare share() {
        return share;
    }

    /**
     * It has driven such a part of the load for an earlier master, for how long nobody knows.
     *
     * @param part of the whole, 0 to 1, at most
     */
    public void inherited(double part) {
        inherited = Math.max(inherited, part);
    }

    /** The copy that was offered of it is gone too. */
    public void copyLost() {
        lostIntervals = offer == null ? lostIntervals : Math.max(lostIntervals, offer.next());
        settled();
    }

    /** How long it drove at most, when that is all that is known of it; empty when it is not. */
    public Optional<Long> livedNanos() {
        return latest == null && lostIntervals > 0
                ? Optional.of((lostIntervals + 1) * INTERVAL_NANOS)
                : Optional.empty();
    }

    /** What is known of its load when it is of an earlier master, and nothing of it has come to this one. */
    public Optional<AssignedShare> inherited() {
        if (inherited == 0 || latest != null) {
            return Optional.empty();
        }
        AssignedShare whole = new AssignedShare();
        whole.given(0, 0, inherited);
        return Optional.of(whole);
    }

    /** The last orders that it is known to follow. */
    public long followedEpoch() {
        return clock.epoch();
    }

    /** Whether it never had anything to do. */
    public boolean idle() {
        return share.isNone() && inherited == 0 && intake.next() == 0;
    }

    public WorkerPace pace() {
        return pace;
    }

    /** Users that waited for an answer when it was last heard. */
    public int inFlight() {
        return latest == null ? 0 : latest.gauges().busyUsers();
    }

    /** How many it has begun of all iterations. */
    public long iterations() {
        return iterations;
    }

    /** Users that were there when it was last heard; -1 before. */
    public int users() {
        return latest == null ? -1 : latest.gauges().users();
    }

    /** All that is counted of it. */
    public long requests() {
        return requests;
    }

    /** Up to which instant of the stage clock all that it made is counted. */
    public long heardUntil() {
        return latest == null ? inherited().orElse(share).sinceNanos() : latest.toNanos();
    }

    /**
     * Up to which instant of the stage clock it may have made requests.
     *
     * @param t0 stage time 0
     * @param end of the load, or now, on the stage clock
     * @param graceNanos for which one that was told to go goes on
     */
    public long livedUntil(long t0, long end, long graceNanos) {
        long known = gone == NEVER ? end : gone - t0;
        long left = leftStage == NEVER ? end : leftStage + graceNanos;
        return Math.min(end, Math.min(known, left));
    }
}
