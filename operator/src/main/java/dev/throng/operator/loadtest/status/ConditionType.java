package dev.throng.operator.loadtest.status;

/** The conditions of a LoadTest. What each outcome makes of them stands in the documentation's table of outcomes. */
public final class ConditionType {
    /** The spec can be run. */
    public static final String VALID = "Valid";

    /** All workers are connected to the master. */
    public static final String WORKERS_READY = "WorkersReady";

    /** The generator keeps up: the figures are to be trusted. */
    public static final String GENERATOR_HEALTHY = "GeneratorHealthy";

    /** The run reached its own end. */
    public static final String COMPLETE = "Complete";

    /** All thresholds hold. */
    public static final String PASSED = "Passed";

    /** No figure drifted in the course of the run; only for runs that were long enough to tell. */
    public static final String STEADY = "Steady";

    /** The run is over, whatever the outcome. */
    public static final String FINISHED = "Finished";

    private ConditionType() {}
}
