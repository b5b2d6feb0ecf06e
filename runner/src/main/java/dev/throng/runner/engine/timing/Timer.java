package dev.throng.runner.engine.timing;

/** Something that is to happen at an instant on its loop; can be set again and again. */
public abstract class Timer {
    static final int NOT_SET = -1;

    /** Place in the heap of {@link Timers}, {@link #NOT_SET} when it is not there. */
    int place = NOT_SET;

    /** The instant at which it is really due; its key in the heap may be earlier. */
    protected long dueNanos;

    /** It is due; it is not set any more, and may set itself anew. */
    protected abstract void fired(long nowNanos);
}
