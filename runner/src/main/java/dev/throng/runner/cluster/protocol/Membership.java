package dev.throng.runner.cluster.protocol;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.dispatch.Lease;
import dev.throng.runner.dispatch.Share;
import dev.throng.runner.plan.Plan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Who takes part, and who has which users. Immutable.
 *
 * @param assignment the users' owners by number; empty before the start
 * @param slots who has which name
 */
public record Membership(Optional<Assignment> assignment, Map<String, Slot> slots) {
    public static final Membership NOBODY = new Membership(Optional.empty(), Map.of());

    public Membership {
        slots = Collections.unmodifiableMap(new TreeMap<>(slots));
    }

    /**
     * @param incarnation empty when it left for good
     * @param number in the assignment; each incarnation has its own, so that unique numbers stay unique; -1 before it
     *     has one
     */
    public record Slot(String incarnation, int number) {}

    /** The run starts with these, who have such weights. */
    public Membership founded(SequencedMap<WorkerId, Integer> weights) {
        Map<String, Slot> numbered = new LinkedHashMap<>();
        for (WorkerId id : weights.keySet()) {
            numbered.put(id.name(), new Slot(id.incarnation(), numbered.size()));
        }
        return new Membership(Optional.of(Assignment.initial(List.copyOf(weights.values()))), numbered);
    }

    /** It gets a share, or its own back. */
    public Membership joined(WorkerId id, int weight) {
        Membership slotted = slotted(id);
        int number = slotted.slot(id).number();
        return new Membership(slotted.assignment.map(users -> users.with(number, weight)), slotted.slots);
    }

    /** Its users go to the others. */
    public Membership left(String name) {
        return new Membership(assignment.map(users -> users.without(number(name))), slots);
    }

    /** Its users go to the others, and it does not come back. */
    public Membership removed(String name) {
        Map<String, Slot> changed = new LinkedHashMap<>(slots);
        changed.computeIfPresent(name, (key, slot) -> new Slot("", slot.number()));
        return new Membership(left(name).assignment, changed);
    }

    /** This incarnation has the name from now on; the users of the one before it, if they are still there, are its own. */
    public Membership registered(WorkerId id) {
        if (assignment.isEmpty()) {
            return with(id, new Slot(id.incarnation(), -1));
        }
        int before = number(id.name());
        Membership slotted = slotted(id);
        int after = slotted.slot(id).number();
        return new Membership(slotted.assignment.map(users -> users.replaced(before, after)), slotted.slots);
    }

    private Membership slotted(WorkerId id) {
        return holds(id) && number(id.name()) >= 0 ? this : with(id, new Slot(id.incarnation(), nextNumber()));
    }

    private Membership with(WorkerId id, Slot slot) {
        Map<String, Slot> changed = new LinkedHashMap<>(slots);
        changed.put(id.name(), slot);
        return new Membership(assignment, changed);
    }

    /** Never one that was used: slots only ever get higher ones, and a number is lost only to a higher one. */
    private int nextNumber() {
        return 1 + slots.values().stream().mapToInt(Slot::number).max().orElse(-1);
    }

    private Slot slot(WorkerId id) {
        return slots.getOrDefault(id.name(), new Slot(id.incarnation(), -1));
    }

    /** In the assignment; -1 when it has none. */
    public int number(String name) {
        return Optional.ofNullable(slots.get(name)).map(Slot::number).orElse(-1);
    }

    /** Whether this incarnation has its name. */
    public boolean holds(WorkerId id) {
        return slots.containsKey(id.name()) && slot(id).incarnation().equals(id.incarnation());
    }

    /** Whether another incarnation has its name. */
    public boolean replaced(WorkerId id) {
        return slots.containsKey(id.name()) && !holds(id);
    }

    /** Whether the worker with this name has a share. */
    public boolean includes(String name) {
        return assignment
                .filter(users -> users.members().containsKey(number(name)))
                .isPresent();
    }

    /** Which part of the load is whose; 0 to 1, and nobody who has none. */
    public Map<WorkerId, Double> shares() {
        Map<Integer, Double> byNumber = assignment.map(Assignment::parts).orElse(Map.of());
        Map<WorkerId, Double> shares = new LinkedHashMap<>();
        for (WorkerId id : incarnations()) {
            Double part = byNumber.get(number(id.name()));
            if (part != null) {
                shares.put(id, part);
            }
        }
        return shares;
    }

    /** Who has a place. */
    public List<WorkerId> incarnations() {
        return slots.entrySet().stream()
                .filter(slot -> !slot.getValue().incarnation().isEmpty())
                .map(slot -> new WorkerId(slot.getKey(), slot.getValue().incarnation()))
                .toList();
    }

    /** Nothing when it takes no part. */
    Optional<Share> share(String name, Plan plan, long iterations, List<Lease> leases) {
        return assignment.map(users -> users.share(number(name), plan, iterations, leases));
    }
}
