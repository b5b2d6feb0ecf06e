package dev.throng.runner.verdict.saturation;

import dev.throng.runner.stats.Figure;

/**
 * Something that happened to the target in the course of the run.
 *
 * @param second of the stage clock
 * @param kind as the cluster calls it: {@code OOMKilled}, {@code Unhealthy}, {@code ScalingReplicaSet}
 * @param words a clause: {@code items-7c9-x2x was OOMKilled}
 * @param severe whether it may be why answers became worse
 */
public record Mark(double second, String kind, String words, boolean severe) {

    /** {@code items-7c9-x2x was OOMKilled after 40s}. */
    public String sentence() {
        return words + " after " + Figure.seconds(Math.max(0, Math.round(second)));
    }
}
