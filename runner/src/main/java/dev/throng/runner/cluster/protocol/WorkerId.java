package dev.throng.runner.cluster.protocol;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One life of one worker.
 *
 * @param name place in the run, unique among the live workers (a pod's name, {@code worker-3})
 * @param incarnation chosen anew by each process, so that what a killed worker had measured and what its replacement
 *     measures never mix
 */
public record WorkerId(String name, String incarnation) {
    /** A new life for this name. */
    public static WorkerId fresh(String name) {
        return new WorkerId(name, HexFormat.of().toHexDigits(new SecureRandom().nextLong()));
    }

    @Override
    public String toString() {
        return name + " (" + incarnation.substring(0, Math.min(8, incarnation.length())) + ")";
    }
}
