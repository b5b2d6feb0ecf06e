package dev.throng.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What an administrator may set: by environment ({@code THRONG_RUNNER_IMAGE}, …), which the chart derives from its values. */
@ConfigMapping(prefix = "throng")
public interface OperatorConfig {
    /** Where the operator runs; its own key is kept there. The namespace of its service account when empty. */
    Optional<String> namespace();

    /** Name of the Secret with the operator's key, which it makes itself. */
    @WithDefault("throng-operator-key")
    String keySecret();

    /** How often figures alone are worth a write of the status. */
    @WithDefault("3s")
    Duration statusInterval();

    /** Who of several operators leads is settled by a Lease in the operator's namespace; off, there must be only one. */
    @WithDefault("true")
    boolean leaderElection();

    /** What this process is called among several; its host's name when empty. */
    Optional<String> identity();

    RunnerConfig runner();

    /** The runs' pods. */
    interface RunnerConfig {
        @WithDefault("throng/runner:0.1.0")
        String image();

        /** Always, IfNotPresent or Never; Kubernetes' default for the tag when empty. */
        Optional<String> imagePullPolicy();

        /** Whether everybody in the cluster reaches the masters' pages and metrics, not only the operator's namespace. */
        @WithDefault("true")
        boolean webOpen();

        /** Base URL of the Prometheus that spec.observe is read from where a LoadTest names none. */
        Optional<String> prometheus();

        ResourceConfig master();

        ResourceConfig worker();
    }

    /** Requests and limits of a container, as Kubernetes writes quantities. None where empty. */
    interface ResourceConfig {
        Optional<String> cpu();

        Optional<String> memory();

        Optional<String> memoryLimit();
    }
}
