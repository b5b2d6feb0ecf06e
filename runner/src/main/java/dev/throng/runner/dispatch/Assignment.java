package dev.throng.runner.dispatch;

import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.Plan;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who owns which users, over all workers. Immutable; all who know it agree.
 *
 * <p>Users are numbered from 0 without end, so they are dealt by slot: user n, and arrival n, belong to the owner of slot
 * n mod {@link #slots}. Neighbouring slots go to different workers, so that of any users 0 … n−1 each of equal workers
 * has the same number but for one. The order in which workers take their turn shifts from round to round; otherwise a
 * class of users that comes every fourth time would all land on one of four workers.
 *
 * @param founders weights of the workers the run started with; their ids are 0, 1, …
 * @param members weights of the workers that are there now, by id; ids are never used again for another worker
 * @param owners id of each slot's owner; {@value #NOBODY} while no worker is left
 */
public record Assignment(List<Integer> founders, Map<Integer, Integer> members, List<Integer> owners) {
    static final int NOBODY = -1;

    public Assignment {
        founders = List.copyOf(founders);
        members = Collections.unmodifiableMap(new TreeMap<>(members));
        owners = List.copyOf(owners);
    }

    /** All to one worker, whose id is 0. */
    public static Assignment single() {
        return initial(List.of(1));
    }

    /** The division at the start. @param weights capacity of each worker relative to the others, &gt; 0 */
    public static Assignment initial(List<Integer> weights) {
        if (weights.isEmpty() || weights.stream().anyMatch(weight -> weight <= 0)) {
            throw new IllegalArgumentException("weights " + weights);
        }
        Map<Integer, Integer> members = new LinkedHashMap<>();
        for (int id = 0; id < weights.size(); id++) {
            members.put(id, weights.get(id));
        }
        return new Assignment(weights, members, SlotTable.deal(weights));
    }

    /** Size of the table of owners. */
    public int slots() {
        return owners.size();
    }

    /** A worker is lost or leaves: only its users move, to the others by weight. Unchanged when it is not there. */
    public Assignment without(int worker) {
        if (!members.containsKey(worker)) {
            return this;
        }
        Map<Integer, Integer> left = new LinkedHashMap<>(members);
        left.remove(worker);
        return new Assignment(founders, left, SlotTable.handOut(owners, worker, left));
    }

    /**
     * A worker joins or comes back: it gets its part by weight and no other user moves. One that comes back takes the
     * users it had at the start before any other. Unchanged when it is there already.
     */
    public Assignment with(int worker, int weight) {
        if (members.containsKey(worker)) {
            return this;
        }
        Map<Integer, Integer> more = new LinkedHashMap<>(members);
        more.put(worker, weight);
        List<Integer> homes =
                worker < founders.size() ? SlotTable.deal(founders) : Collections.nCopies(slots(), NOBODY);
        return new Assignment(founders, more, SlotTable.collect(owners, worker, more, homes));
    }

    /** Another worker takes the place of one that is there: all its users, and no others move. Unchanged when it is not there. */
    public Assignment replaced(int worker, int by) {
        if (worker == by || !members.containsKey(worker)) {
            return this;
        }
        Map<Integer, Integer> changed = new LinkedHashMap<>(members);
        changed.put(by, members.get(worker));
        changed.remove(worker);
        return new Assignment(
                founders,
                changed,
                owners.stream().map(owner -> owner == worker ? by : owner).toList());
    }

    /** Which part of everything is whose, by id: 0 to 1, and nobody who has none. */
    public Map<Integer, Double> parts() {
        Map<Integer, Double> parts = new TreeMap<>();
        owners.forEach(owner -> parts.merge(owner, 1.0 / slots(), Double::sum));
        parts.remove(NOBODY);
        return parts;
    }

    /** What a worker executes; nothing when it is no member. */
    public Share share(int worker, Plan plan) {
        return share(worker, plan, Long.MAX_VALUE);
    }

    /** What a worker executes, of so many iterations at most, with all rows there are. */
    public Share share(int worker, Plan plan, long iterations) {
        return share(
                worker,
                plan,
                iterations,
                plan.feeds().stream().map(feed -> Lease.whole(feed.limit())).toList());
    }

    /** What a worker executes, of so many iterations at most, with these rows of each feed. */
    public Share share(int worker, Plan plan, long iterations, List<Lease> leases) {
        List<ClassSequence> classes = plan.loads().stream()
                .map(load -> ClassSequence.of(plan.users(), load.classes()))
                .toList();
        List<Integer> maxOpenUsers =
                plan.loads().stream().map(LoadPart::maxOpenUsers).toList();
        return new WorkerShare(this, worker, classes, maxOpenUsers, iterations, leases);
    }

    /**
     * Divides a number of iterations among some members, by their part of the users 0 … {@code users − 1}.
     *
     * @param among ids of members
     */
    public Map<Integer, Long> divided(long iterations, int users, Collection<Integer> among) {
        Map<Integer, Integer> parts = new TreeMap<>();
        for (int number = 0; number < Math.min(users, slots()); number++) {
            int owner = owners.get(number);
            if (among.contains(owner)) {
                parts.merge(owner, (users - 1 - number) / slots() + 1, Integer::sum);
            }
        }
        return Portions.of(iterations, parts);
    }

    /** Compact form for the wire, understood by {@link #fromBytes}. */
    public byte[] toBytes() {
        return AssignmentBytes.write(this);
    }

    /** @throws IllegalArgumentException when the bytes are no assignment */
    public static Assignment fromBytes(byte[] bytes) {
        return AssignmentBytes.read(bytes);
    }

    @Override
    public String toString() {
        return "Assignment[" + slots() + " slots, " + members + "]";
    }
}
