package dev.throng.runner.engine.draw;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A choice among few things by integer weights. Immutable. */
public final class Weights {
    private final int[] upTo;
    private final int total;

    /** @param weights none negative, not all zero */
    public Weights(int[] weights) {
        upTo = new int[weights.length];
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum = Math.addExact(sum, weights[i]);
            upTo[i] = sum;
        }
        total = sum;
        if (total < 1) {
            throw new IllegalArgumentException("weights without a positive one: " + Arrays.toString(weights));
        }
    }

    /** Draws once, also when there is no choice. */
    public int pick(SplittableRandom random) {
        int drawn = random.nextInt(total);
        int chosen = 0;
        while (upTo[chosen] <= drawn) {
            chosen++;
        }
        return chosen;
    }
}
