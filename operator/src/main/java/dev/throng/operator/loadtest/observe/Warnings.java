package dev.throng.operator.loadtest.observe;

import java.util.Optional;

/** The warnings that the cluster's controllers wrote about an object: what neither a Job's nor a pod's status says. */
@FunctionalInterface
public interface Warnings {
    /** The latest one, if any. */
    Optional<Warning> latest(String namespace, String kind, String name);

    /** @param reason in CamelCase, for example FailedCreate or FailedMount */
    record Warning(String reason, String message) {}
}
