package dev.throng.runner.dispatch;

import dev.throng.runner.plan.UserClass;
import java.util.List;

/**
 * The class of every user of a load by its number: first the classes with a fixed count, interleaved, then the weighted
 * ones, interleaved for ever. It depends on the classes only, so all workers agree at any time.
 */
final class ClassSequence {
    /** The weighted part repeats after the sum of its weights over their greatest common divisor; longer ones are cut here. */
    private static final int LONGEST = 1 << 18;

    private final int[] fixed;
    private final int[] weighted;

    private ClassSequence(int[] fixed, int[] weighted) {
        this.fixed = fixed;
        this.weighted = weighted;
    }

    static ClassSequence of(List<UserClass> users) {
        return of(users, users.stream().map(UserClass::index).toList());
    }

    /** @param some positions of those that are meant */
    static ClassSequence of(List<UserClass> users, List<Integer> some) {
        List<Integer> counts = users.stream()
                .map(user -> some.contains(user.index()) ? user.count().orElse(0) : 0)
                .toList();
        List<Integer> weights = users.stream()
                .map(user -> user.count().isPresent() || !some.contains(user.index()) ? 0 : user.weight())
                .toList();
        int[] fixed = sequence(counts, Proportion.sum(counts));
        int[] weighted = sequence(weights, Proportion.sum(weights) / Proportion.divisor(weights));
        return new ClassSequence(fixed, weighted.length == 0 ? fixed : weighted);
    }

    int at(int number) {
        return number < fixed.length ? fixed[number] : weighted[(number - fixed.length) % weighted.length];
    }

    private static int[] sequence(List<Integer> weights, long length) {
        Interleaving interleaving = new Interleaving(weights);
        int[] sequence = new int[(int) Math.min(LONGEST, length)];
        for (int i = 0; i < sequence.length; i++) {
            sequence[i] = interleaving.next();
        }
        return sequence;
    }
}
