package dev.throng.runner.engine;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.shape.Shape;

/** Where a load goes, and since when. */
record Course(long t0Nanos, Shape shape, Share share) {
    /** An instant on the stage clock. */
    long stage(long nanos) {
        return nanos - t0Nanos;
    }
}
