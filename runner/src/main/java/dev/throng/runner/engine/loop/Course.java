package dev.throng.runner.engine.loop;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.shape.Shape;

/** Where a load goes, and since when. */
public record Course(long t0Nanos, Shape shape, Share share) {
    /** An instant on the stage clock. */
    public long stage(long nanos) {
        return nanos - t0Nanos;
    }
}
