package dev.throng.runner.cluster.master;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.plan.Iterations;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may begin how many of a run's iterations: divided by users at the start, and what somebody who is gone has left is
 * handed on. What is handed on was not begun as far as is counted, so that the counts add up to the run's total whoever is
 * lost. Pure functions over workers' numbers in the assignment.
 */
record Quotas(Iterations iterations) {
    /** What is known of a worker's iterations. */
    interface Done {
        /** How many it has begun, as far as is counted. */
        long begun(int number);

        /** Whether no more of it will be counted, as far as can be known. */
        boolean settled(int number);

        /** Whether none of its users has anything under way. */
        boolean idle(int number);
    }

    Map<Integer, Long> founded(Assignment assignment) {
        return assignment.divided(
                iterations.total(), iterations.users(), assignment.members().keySet());
    }

    /** Newcomers go first: those who were there have theirs. */
    Map<Integer, Long> handedOn(Map<Integer, Long> quotas, Assignment assignment, Done done) {
        Map<Integer, Long> next = new TreeMap<>(quotas);
        long rest = 0;
        for (Map.Entry<Integer, Long> quota : quotas.entrySet()) {
            int number = quota.getKey();
            long left = quota.getValue() - done.begun(number);
            if (left > 0 && !assignment.members().containsKey(number) && done.settled(number)) {
                next.put(number, done.begun(number));
                rest += left;
            }
        }
        Map<Integer, Long> parts = rest == 0 ? Map.of() : parts(rest, quotas, assignment);
        parts.forEach((number, part) -> next.merge(number, part, Long::sum));
        return parts.isEmpty() ? quotas : next;
    }

    private Map<Integer, Long> parts(long rest, Map<Integer, Long> quotas, Assignment assignment) {
        Set<Integer> fresh = new TreeSet<>(assignment.members().keySet());
        fresh.removeAll(quotas.keySet());
        Map<Integer, Long> parts = assignment.divided(rest, iterations.users(), fresh);
        return parts.isEmpty()
                ? assignment.divided(
                        rest, iterations.users(), assignment.members().keySet())
                : parts;
    }

    /** Whether all is done that there was to do. */
    boolean over(Map<Integer, Long> quotas, Assignment assignment, Done done) {
        return quotas.entrySet().stream().allMatch(quota -> {
            int number = quota.getKey();
            return done.begun(number) >= quota.getValue()
                    && (assignment.members().containsKey(number) ? done.idle(number) : done.settled(number));
        });
    }
}
