package dev.throng.runner.sizing;

import dev.throng.runner.stats.Figure;
import java.util.List;

/**
 * What a calibration says.
 *
 * @param workers like the one that was tried, so that none is busy for more than seven tenths of its time
 * @param message why so many, in one sentence
 */
public record Sizing(int workers, String message) {
    /** Of its time a worker may be busy for so much: what is near its limit is late. */
    private static final double COMFORTABLE = 0.7;

    /** Beyond this it is no longer known how much of the load was really driven. */
    private static final double FULL = 0.9;

    /** From here on what it cost is mostly the load's, not the process's own. */
    private static final double TELLING = 0.4;

    /** Twice the load at so much less than twice the cost: the program is still being compiled. */
    private static final double SETTLED = 0.85;

    /**
     * What a part of the load cost.
     *
     * @param part of the whole load
     * @param busy share of its time for which the generator was busy, from 0 to 1
     */
    public record Cost(double part, double busy) {
        private double each() {
            return busy / part;
        }

        private String words(String load) {
            return Figure.share(Math.min(1, part)) + " of " + load;
        }
    }

    /**
     * Whether more load would tell no more.
     *
     * @param costs ascending
     */
    static boolean told(List<Cost> costs) {
        if (costs.size() < 2) {
            return false;
        }
        Cost last = costs.getLast();
        Cost before = costs.get(costs.size() - 2);
        boolean settled = last.each() > SETTLED * before.each();
        return last.busy >= FULL && before.busy >= FULL || last.busy >= TELLING && settled;
    }

    /**
     * @param costs ascending; at least one
     * @param load the whole of it, in words
     */
    static Sizing of(List<Cost> costs, String load) {
        Cost last = costs.getLast();
        // What was measured at the limit only counts where it says that more is needed.
        Cost told = costs.stream()
                .filter(cost -> cost.busy < FULL)
                .reduce((earlier, later) -> later)
                .filter(cost -> cost.each() >= last.each() || last.busy < FULL)
                .orElse(last);
        int workers = (int) Math.max(1, Math.ceil(told.each() / COMFORTABLE - 1e-9));
        String tried = told.words(load) + " kept one worker busy for " + Figure.share(Math.min(1, told.busy))
                + " of its time"
                + (told.equals(last) ? "" : ", and " + Figure.share(Math.min(1, last.part)) + " was at its limit");
        return new Sizing(
                workers, tried + ": " + Figure.of(workers, "worker") + (workers == 1 ? " is" : " are") + " enough");
    }
}
