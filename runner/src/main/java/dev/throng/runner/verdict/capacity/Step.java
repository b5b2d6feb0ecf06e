package dev.throng.runner.verdict.capacity;

/**
 * One load that was tried.
 *
 * @param purpose why
 * @param verdict what came of it
 */
public record Step(Purpose purpose, Verdict verdict, Window window) {

    /** Why a load is driven. */
    public enum Purpose {
        /** Does it hold? */
        PROBE,
        /** Once more, since it was too close to call. */
        REPEAT,
        /** Back at a load that held, after one that broke: has the target recovered? */
        RECOVERY
    }

    /** What came of it. */
    public enum Verdict {
        HELD,
        BROKE,
        /** Not decided by itself. */
        CLOSE,
        /** The generator was the bottleneck. */
        GENERATOR
    }
}
