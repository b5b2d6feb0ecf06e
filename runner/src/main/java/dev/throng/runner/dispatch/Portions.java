package dev.throng.runner.dispatch;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides a number of things to do among those who have users to do them. */
final class Portions {
    private Portions() {}

    /** By users: adds up exactly, and none is a whole one away from its exact part. Nobody without users gets any. */
    static Map<Integer, Long> of(long total, Map<Integer, Integer> users) {
        long sum = Proportion.sum(users.values());
        if (sum == 0) {
            return Map.of();
        }
        Map<Integer, Long> portions = new LinkedHashMap<>();
        users.forEach((worker, count) -> portions.put(worker, exactly(total, count, sum)));
        long rest =
                total - portions.values().stream().mapToLong(Long::longValue).sum();
        List<Integer> first = users.keySet().stream()
                .filter(worker -> users.getOrDefault(worker, 0) > 0)
                .sorted(Comparator.comparingLong(
                        (Integer worker) -> -remainder(total, users.getOrDefault(worker, 0), sum)))
                .toList();
        first.subList(0, (int) rest).forEach(worker -> portions.merge(worker, 1L, Long::sum));
        return portions;
    }

    /** Without an overflow: totals may be as large as a million users' each a billion. */
    private static long exactly(long total, long count, long sum) {
        return total / sum * count + total % sum * count / sum;
    }

    private static long remainder(long total, long count, long sum) {
        return total % sum * count % sum;
    }
}
