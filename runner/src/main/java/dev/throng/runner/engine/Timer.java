package dev.throng.runner.engine;

/** Something that is to happen at an instant on its loop; can be set again and again. */
abstract class Timer {
    static final int NOT_SET = -1;

    /** Place in the heap of {@link Timers}, {@link #NOT_SET} when it is not there. */
    int place = NOT_SET;

    /** The instant at which it is really due; its key in the heap may be earlier. */
    long dueNanos;

    /** It is due; it is not set any more, and may set itself anew. */
    abstract void fired(long nowNanos);
}
