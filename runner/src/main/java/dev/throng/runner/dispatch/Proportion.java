package dev.throng.runner.dispatch;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arithmetic of weights. */
final class Proportion {
    private Proportion() {}

    static long sum(Iterable<Integer> weights) {
        long sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** Greatest common divisor; 1 when there is none. */
    static long divisor(Iterable<Integer> weights) {
        long divisor = 0;
        for (int weight : weights) {
            divisor = divisor(divisor, weight);
        }
        return Math.max(1, divisor);
    }

    /**
     * Divides {@code total} into whole parts by weight: sums up exactly, and none is a whole unit away from its exact
     * part (largest remainders; the first among equals).
     */
    static Map<Integer, Integer> divide(int total, Map<Integer, Integer> weights) {
        long sum = sum(weights.values());
        Map<Integer, Integer> parts = new LinkedHashMap<>();
        weights.forEach((key, weight) -> parts.put(key, (int) ((long) total * weight / sum)));
        List<Integer> byRemainder = weights.keySet().stream()
                .sorted(Comparator.comparingLong((Integer key) -> -((long) total * weights.getOrDefault(key, 0) % sum)))
                .toList();
        int rest = total - (int) sum(parts.values());
        byRemainder.subList(0, rest).forEach(key -> parts.merge(key, 1, Integer::sum));
        return parts;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
