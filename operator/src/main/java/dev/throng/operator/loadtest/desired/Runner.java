package dev.throng.operator.loadtest.desired;

import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.time.Duration;

/**
 * How the operator's administrator wants runs to be.
 *
 * @param image of the runner, unless a LoadTest names another
 * @param pullPolicy Kubernetes' default for the image's tag when empty
 * @param operatorNamespace where the operator runs: from there the master's port is open
 * @param webOpen whether everybody in the cluster may reach the master's page and metrics, not only the operator's namespace
 * @param prometheus base URL of the Prometheus that observed numbers are read from, where a LoadTest names none; empty for none
 * @param master resources of the master's container
 * @param worker resources of a worker's container
 */
public record Runner(
        String image,
        String pullPolicy,
        String operatorNamespace,
        boolean webOpen,
        String prometheus,
        ResourceRequirements master,
        ResourceRequirements worker) {
    /** The master's gRPC port, for workers and the operator. */
    public static final int PORT = 7788;

    /** The master's page and metrics. */
    public static final int WEB_PORT = 8089;

    /** Each worker's own metrics; beside the master's ports, for pods that share their node's network. */
    public static final int METRICS_PORT = 8090;

    /** How long a master keeps its result for an operator that is away; its Job lasts as long. */
    static final Duration KEEPS = Duration.ofHours(12);

    /** Without a Prometheus. */
    public Runner(
            String image,
            String pullPolicy,
            String operatorNamespace,
            boolean webOpen,
            ResourceRequirements master,
            ResourceRequirements worker) {
        this(image, pullPolicy, operatorNamespace, webOpen, "", master, worker);
    }

    /** The container's name: what partial pod templates address. */
    public static final String CONTAINER = "runner";
}
