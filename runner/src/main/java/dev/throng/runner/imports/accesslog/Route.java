package dev.throng.runner.imports.accesslog;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** Requests of one method to paths of one kind. */
final class Route {
    private static final int MOST_EXAMPLES = 8;

    private final String[] examples = new String[MOST_EXAMPLES];
    /** The paths as long as they are not more than examples may be, and then one more. */
    private final Set<String> few = new TreeSet<>();

    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long count;

    /** Each path is an example with the same chance, however long the log is. */
    void add(Hit hit, SplittableRandom random) {
        long place = count < MOST_EXAMPLES ? count : random.nextLong(count + 1);
        if (place < MOST_EXAMPLES) {
            examples[(int) place] = hit.path();
        }
        few(hit.path());
        count++;
        statuses.merge(hit.status(), 1L, Long::sum);
    }

    private void few(String path) {
        if (few.size() <= MOST_EXAMPLES) {
            few.add(path);
        }
    }

    /** Takes over another's; examples are drawn from both by how often they came. */
    void add(Route other, SplittableRandom random) {
        Deque<String> own = new ArrayDeque<>(seen());
        Deque<String> theirs = new ArrayDeque<>(other.seen());
        for (int i = 0; i < MOST_EXAMPLES && !(own.isEmpty() && theirs.isEmpty()); i++) {
            boolean mine = theirs.isEmpty() || !own.isEmpty() && random.nextLong(count + other.count) < count;
            examples[i] = mine ? own.remove() : theirs.remove();
        }
        other.few.forEach(this::few);
        count += other.count;
        other.statuses.forEach((status, times) -> statuses.merge(status, times, Long::sum));
    }

    private List<String> seen() {
        return Arrays.asList(examples).subList(0, (int) Math.min(count, MOST_EXAMPLES));
    }

    long count() {
        return count;
    }

    /** Paths that were asked for: all of them when they are few. */
    List<String> examples() {
        return few.size() <= MOST_EXAMPLES
                ? List.copyOf(few)
                : seen().stream().distinct().sorted().toList();
    }

    /** What was answered most often; 0 when nothing was: proxies write numbers that are no statuses for clients that went away. */
    int status() {
        return statuses.entrySet().stream()
                .filter(entry -> entry.getKey() >= 100 && entry.getKey() < 600)
                .max(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(0);
    }
}
