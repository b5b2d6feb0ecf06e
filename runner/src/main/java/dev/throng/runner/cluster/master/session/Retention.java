package dev.throng.runner.cluster.master.session;

import dev.throng.runner.cluster.protocol.History;

/**
 * What a master holds of each worker, beside its sums.
 *
 * @param resolution of a {@link History}
 * @param period of a {@link History}
 * @param mostBytes what may be held of one that lives; beyond it the worker itself has to do
 * @param whole whether also what the holder of its replica has is held: then both of them may die at once, and the master
 *     later; it costs as much as the sums, and is for so few workers that this is little
 */
public record Retention(int resolution, int period, long mostBytes, boolean whole) {
    public History empty() {
        return new History(resolution, period, mostBytes / 2);
    }
}
