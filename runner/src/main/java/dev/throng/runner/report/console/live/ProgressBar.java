package dev.throng.runner.report.console.live;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.report.console.text.Ink;
import java.util.List;

/** How far the run is, with a gap where a stage ends. */
final class ProgressBar {
    private ProgressBar() {}

    static String of(List<Phase> phases, long elapsedNanos, long lengthNanos, int width, Ink ink) {
        int filled = position(elapsedNanos, lengthNanos, width);
        StringBuilder done = new StringBuilder();
        StringBuilder ahead = new StringBuilder();
        for (int cell = 0; cell < width; cell++) {
            boolean gap = isBoundary(phases, cell, lengthNanos, width);
            if (cell < filled) {
                done.append(gap ? " " : ink.filled());
            } else {
                ahead.append(gap ? " " : ink.empty());
            }
        }
        return ink.cyan(done.toString()) + ink.dim(ahead.toString());
    }

    private static boolean isBoundary(List<Phase> phases, int cell, long lengthNanos, int width) {
        return cell > 0
                && phases.stream().skip(1).anyMatch(phase -> position(phase.fromNanos(), lengthNanos, width) == cell);
    }

    private static int position(long nanos, long lengthNanos, int width) {
        return (int) Math.clamp(Math.round((double) nanos / lengthNanos * width), 0, width);
    }
}
