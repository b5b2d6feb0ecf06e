package dev.throng.runner.cluster.protocol;

import dev.throng.runner.dispatch.Lease;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the master wants, whole: a worker that has the plan and the latest orders needs nobody to go on. Each change makes
 * a new value with a higher epoch; a worker follows the highest it has seen and shows it to a master that starts again,
 * which goes on from there. Immutable.
 *
 * @param epoch number of the change; the higher one holds. Above its lower 32 bits it counts the masters that gave orders
 * @param effectiveNanos instant of the stage clock from which load and membership hold, a little ahead so that all change at once
 * @param start when the stage clock started; empty before
 * @param edits changes of an interactive load, in order
 * @param resetNanos what was measured in intervals that began before this instant of the stage clock does not count
 * @param membership who takes part
 * @param marks stretches of the run that were not as intended, for the result; here so that they outlive a master
 * @param ending how and why the run is to end before its own end; empty unless asked for
 * @param iterations how many each worker may begin in all, by its number in the assignment; empty when they are not limited
 * @param feeds which rows of data were given to whom, for each of the plan's feeds; empty before the start
 * @param unaccounted requests, at most, that were lost with workers of which another master will find no trace
 * @param oneTime how far it is with what is done once
 */
public record Orders(
        long epoch,
        long effectiveNanos,
        Optional<Start> start,
        List<Edit> edits,
        long resetNanos,
        Membership membership,
        List<Mark> marks,
        Optional<Ending> ending,
        Map<Integer, Long> iterations,
        List<Feed> feeds,
        long unaccounted,
        OneTimeProgress oneTime) {

    public static final Orders NONE = new Orders(
            0,
            0,
            Optional.empty(),
            List.of(),
            0,
            Membership.NOBODY,
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            0,
            OneTimeProgress.NOTHING);

    private static final int MOST_MARKS = 200;
    private static final long OF_ONE_MASTER = 1L << 32;

    public Orders {
        edits = List.copyOf(edits);
        marks = List.copyOf(marks);
        feeds = List.copyOf(feeds);
        iterations = Collections.unmodifiableMap(new TreeMap<>(iterations));
    }

    /**
     * @param t0Nanos stage time 0 on the monotonic clock of whoever holds this value; translated where it crosses a wire
     * @param wallMillis the same instant for people, epoch; with it one start of a run is told from another
     */
    public record Start(long t0Nanos, long wallMillis) {}

    /**
     * From this instant of the stage clock on another load.
     *
     * @param users so many, reached at the spawn rate, unless there are arrivals
     * @param arrivals per second; 0 when the load is users
     */
    public record Edit(long atNanos, int users, double spawnRate, double arrivals) {
        private Shape of(Shape shape) {
            return arrivals > 0 ? shape.edited(atNanos, arrivals) : shape.edited(atNanos, users, spawnRate);
        }
    }

    /** @param atNanos when it was asked for, stage clock */
    public record Ending(Reason reason, String message, long atNanos, Duration grace) {}

    /** Why a run ends before its own end. */
    public enum Reason {
        /** Its load, which had no end of its own, is over. */
        END,
        THRESHOLD,
        USER,
        TERMINATED,
        BROKEN
    }

    /** @param kind {@code degraded}, {@code overlap} or {@code master} */
    public record Mark(long fromNanos, long toNanos, String kind, String message) {
        private boolean repeats(Mark other) {
            return kind.equals(other.kind)
                    && message.equals(other.message)
                    && fromNanos <= other.toNanos
                    && other.fromNanos <= toNanos;
        }
    }

    public boolean started() {
        return start.isPresent();
    }

    /** The intended load after all edits. */
    public Shape shape(Shape planned) {
        Shape shape = planned;
        for (Edit edit : edits) {
            shape = edit.of(shape);
        }
        return shape;
    }

    public Orders startedAt(Start at) {
        return change(draft -> draft.start = Optional.of(at));
    }

    public Orders edited(Edit edit) {
        return change(draft -> {
            draft.edits.removeIf(earlier -> earlier.atNanos() >= edit.atNanos());
            draft.edits.add(edit);
        });
    }

    public Orders resetAt(long nanos) {
        return change(draft -> draft.resetNanos = nanos);
    }

    public Orders with(Membership next) {
        return next.equals(membership) ? this : change(draft -> draft.membership = next);
    }

    /** Beyond a number of marks the last one is stretched. What was noted before, as after a restart, is noted once. */
    public Orders marked(Mark mark) {
        return marks.stream().anyMatch(mark::repeats)
                ? this
                : change(draft -> {
                    if (draft.marks.size() < MOST_MARKS) {
                        draft.marks.add(mark);
                    } else {
                        Mark last = draft.marks.removeLast();
                        draft.marks.add(new Mark(
                                last.fromNanos(), mark.toNanos(), last.kind(), "many more of this kind or another"));
                    }
                });
    }

    /** Without marks that turned out not to be so. */
    public Orders unmarked(Predicate<Mark> wrong) {
        return marks.stream().anyMatch(wrong) ? change(draft -> draft.marks.removeIf(wrong)) : this;
    }

    /** The first end that was asked for holds. */
    public Orders ended(Ending end) {
        return ending.isPresent() ? this : change(draft -> draft.ending = Optional.of(end));
    }

    /** Grows in steps, since each change is told to everybody. */
    public Orders unaccounted(long requests) {
        return requests > unaccounted ? change(draft -> draft.unaccounted = requests + requests / 10) : this;
    }

    /** It came on with what is done once. */
    public Orders oneTime(OneTimeProgress next) {
        return change(draft -> draft.oneTime = next);
    }

    /** Others may begin other numbers of iterations. */
    public Orders dividing(Map<Integer, Long> quotas) {
        return quotas.equals(iterations) ? this : change(draft -> draft.iterations = quotas);
    }

    /** Other rows were given to whom. */
    public Orders withFeeds(List<Feed> next) {
        return next.equals(feeds) ? this : change(draft -> draft.feeds = List.copyOf(next));
    }

    /** Nothing when it takes no part. */
    public Optional<Share> share(String name, Plan plan) {
        long quota =
                plan.iterations().isEmpty() ? Long.MAX_VALUE : iterations.getOrDefault(membership.number(name), 0L);
        List<Lease> leases =
                feeds.stream().map(feed -> feed.lease(membership.number(name))).toList();
        return membership.share(name, plan, quota, leases);
    }

    public Orders effectiveAt(long stageNanos) {
        return new Orders(
                epoch,
                stageNanos,
                start,
                edits,
                resetNanos,
                membership,
                marks,
                ending,
                iterations,
                feeds,
                unaccounted,
                oneTime);
    }

    /** The same as the first orders of another master, whose epochs are all above these. */
    public Orders above(long otherEpoch) {
        return new Orders(
                (Math.max(epoch, otherEpoch) / OF_ONE_MASTER + 1) * OF_ONE_MASTER,
                effectiveNanos,
                start,
                edits,
                resetNanos,
                membership,
                marks,
                ending,
                iterations,
                feeds,
                unaccounted,
                oneTime);
    }

    /** With stage time 0 on another clock that is so much ahead. */
    public Orders shifted(long offsetNanos) {
        return withStart(start.map(at -> new Start(at.t0Nanos() + offsetNanos, at.wallMillis())));
    }

    /** Whether an earlier master gave them, and not the one that gave these. */
    public boolean areEarlierThan(Orders other) {
        return epoch / OF_ONE_MASTER < other.epoch / OF_ONE_MASTER || other.start.isEmpty() && start.isPresent();
    }

    /** With what the other ones say beside the load: their end, and what went wrong. */
    public Orders onTopOf(Orders other) {
        Orders next = other.ending.map(this::ended).orElse(this);
        for (Mark mark : other.marks) {
            next = next.marked(mark);
        }
        return next;
    }

    /** With the T0 of the earlier orders if they had one: a stage clock that runs is never set. */
    public Orders onClockOf(Orders earlier) {
        return earlier.started() ? withStart(earlier.start) : this;
    }

    private Orders withStart(Optional<Start> other) {
        return new Orders(
                epoch,
                effectiveNanos,
                other,
                edits,
                resetNanos,
                membership,
                marks,
                ending,
                iterations,
                feeds,
                unaccounted,
                oneTime);
    }

    private Orders change(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new Orders(
                epoch + 1,
                effectiveNanos,
                draft.start,
                draft.edits,
                draft.resetNanos,
                draft.membership,
                draft.marks,
                draft.ending,
                draft.iterations,
                draft.feeds,
                draft.unaccounted,
                draft.oneTime);
    }

    private final class Draft {
        private Optional<Start> start = Orders.this.start;
        private final List<Edit> edits = new ArrayList<>(Orders.this.edits);
        private long resetNanos = Orders.this.resetNanos;
        private Membership membership = Orders.this.membership;
        private final List<Mark> marks = new ArrayList<>(Orders.this.marks);
        private Optional<Ending> ending = Orders.this.ending;
        private Map<Integer, Long> iterations = Orders.this.iterations;
        private List<Feed> feeds = Orders.this.feeds;
        private long unaccounted = Orders.this.unaccounted;
        private OneTimeProgress oneTime = Orders.this.oneTime;
    }
}
