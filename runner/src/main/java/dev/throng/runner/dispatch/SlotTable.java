package dev.throng.runner.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** How slots are dealt to workers, handed on and collected: pure functions over a table of owners. */
final class SlotTable {
    /** 2520 can be divided by every number up to 10, so that few equal workers have exactly equal parts after any loss. */
    private static final int USUAL = 2520;

    /** When one of many workers is lost, its users go to so many others at least. */
    private static final int LEAST_PER_WORKER = 64;

    private static final int LARGEST = 1 << 17;
    private static final double GOLDEN = 0.6180339887498949;

    private SlotTable() {}

    /** The table at the start; a whole number of rounds, so that it stays exact when it is gone through again and again. */
    static List<Integer> deal(List<Integer> weights) {
        Interleaving interleaving = new Interleaving(weights);
        int size = size(weights);
        int workers = weights.size();
        List<Integer> owners = new ArrayList<>(size);
        for (int slot = 0; slot < size; slot++) {
            owners.add(interleaving.next(firstOfRound(slot / workers, workers)));
        }
        return owners;
    }

    /** Multiples of the golden ratio never fall into step with a period, and reach all workers equally often. */
    private static int firstOfRound(int round, int workers) {
        double turn = round * GOLDEN;
        return (int) ((turn - Math.floor(turn)) * workers);
    }

    private static int size(List<Integer> weights) {
        long unit = Proportion.sum(weights) / Proportion.divisor(weights);
        long least = Math.max(USUAL, (long) LEAST_PER_WORKER * weights.size());
        return (int) (unit > LARGEST ? least : (least + unit - 1) / unit * unit);
    }

    static Map<Integer, Integer> counts(List<Integer> owners) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        owners.forEach(owner -> counts.merge(owner, 1, Integer::sum));
        return counts;
    }

    /** Gives the slots of {@code leaver} to those who are left; all other slots keep their owner. */
    static List<Integer> handOut(List<Integer> owners, int leaver, Map<Integer, Integer> left) {
        List<Integer> table = new ArrayList<>(owners);
        if (left.isEmpty()) {
            table.replaceAll(owner -> Assignment.NOBODY);
            return table;
        }
        Map<Integer, Integer> needs = needs(owners, left);
        SlotProgress standing = new SlotProgress(left);
        for (int slot = 0; slot < table.size(); slot++) {
            if (table.get(slot) == leaver) {
                int heir = standing.furthestBehind(needs);
                needs.merge(heir, -1, Integer::sum);
                table.set(slot, heir);
            }
            standing.place(table.get(slot), slot);
        }
        return table;
    }

    /** How many slots each member is short of its part. */
    private static Map<Integer, Integer> needs(List<Integer> owners, Map<Integer, Integer> members) {
        Map<Integer, Integer> needs = Proportion.divide(owners.size(), members);
        counts(owners).forEach((owner, count) -> needs.computeIfPresent(owner, (id, part) -> part - count));
        return needs;
    }

    /**
     * Gives {@code joiner} its part, from those who have more than theirs. Slots where it is at home come first; then it
     * contests every slot with its owner, so that any beginning of the table stays as even as it can be.
     */
    static List<Integer> collect(List<Integer> owners, int joiner, Map<Integer, Integer> members, List<Integer> homes) {
        List<Integer> table = new ArrayList<>(owners);
        Map<Integer, Integer> surplus = surplus(owners, joiner, members);
        take(table, joiner, surplus, slot -> homes.get(slot) == joiner);
        SlotProgress standing = new SlotProgress(members);
        take(table, joiner, surplus, slot -> standing.loses(table.get(slot), joiner, slot));
        take(table, joiner, surplus, slot -> true);
        return table;
    }

    private static void take(List<Integer> table, int joiner, Map<Integer, Integer> surplus, IntPredicate wanted) {
        for (int slot = 0; slot < table.size(); slot++) {
            int owner = table.get(slot);
            if (wanted.test(slot) && surplus.getOrDefault(owner, 0) > 0) {
                surplus.merge(owner, -1, Integer::sum);
                table.set(slot, joiner);
            }
        }
    }

    /** How many slots each owner gives so that the joiner gets its part and not more. */
    private static Map<Integer, Integer> surplus(List<Integer> owners, int joiner, Map<Integer, Integer> members) {
        Map<Integer, Integer> parts = Proportion.divide(owners.size(), members);
        Map<Integer, Integer> surplus = counts(owners);
        surplus.replaceAll((owner, count) -> Math.max(0, count - parts.getOrDefault(owner, 0)));
        long excess = Proportion.sum(surplus.values()) - parts.getOrDefault(joiner, 0);
        for (Map.Entry<Integer, Integer> entry : surplus.entrySet()) {
            if (excess > 0 && entry.getValue() > 0) {
                entry.setValue(entry.getValue() - 1);
                excess--;
            }
        }
        return surplus;
    }
}
