package dev.throng.runner.java;

/** Thrown by a scenario's own words on the way out of a task or a task set. */
final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whether it leaves the set, not only the task. */
    final boolean set;

    Interrupted(boolean set) {
        super(set ? "leaves the task set" : "goes on with another task", null, false, false);
        this.set = set;
    }
}
