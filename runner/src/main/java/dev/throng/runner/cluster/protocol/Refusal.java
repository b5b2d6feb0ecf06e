package dev.throng.runner.cluster.protocol;

/** Why a master does not let somebody take part. */
public enum Refusal {
    TOKEN(true),
    PROTOCOL(true),
    RUN(true),
    PLAN(true),
    /** A living worker has this name; it may be about to be found lost. */
    NAME(false),
    /** The run is over, or its end has begun. */
    OVER(true);

    private final boolean permanent;

    Refusal(boolean permanent) {
        this.permanent = permanent;
    }

    /** Whether asking again can't help. */
    public boolean permanent() {
        return permanent;
    }
}
