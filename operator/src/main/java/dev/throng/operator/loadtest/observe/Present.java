package dev.throng.operator.loadtest.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cluster has of a run.
 *
 * @param master the master's Job
 * @param workers the workers' Jobs, the last objects that are made; fewer than wanted until all are
 * @param wanted how many workers there are to be
 * @param newest when the latest of the workers' Jobs was made
 * @param pods of both, without those that are going
 * @param calibration what finds out how many workers there are to be; empty where nothing does
 */
public record Present(
        Optional<JobView> master,
        List<JobView> workers,
        int wanted,
        Optional<Instant> newest,
        List<PodView> pods,
        Optional<CalibrationView> calibration) {
    public static final Present NONE =
            new Present(Optional.empty(), List.of(), 0, Optional.empty(), List.of(), Optional.empty());

    /** Whether everything has been made. */
    public boolean complete() {
        return master.isPresent() && workers.size() >= Math.max(1, wanted);
    }

    public boolean any() {
        return master.isPresent() || !workers.isEmpty() || calibration.isPresent();
    }

    /** The master's pod, once it has an address. */
    public Optional<PodView> masterPod() {
        return pods.stream()
                .filter(pod -> pod.master() && !pod.ip().isEmpty() && pod.live())
                .findFirst();
    }

    /** What keeps the run from starting, the gravest first. */
    public List<Trouble> troubles() {
        return Stream.concat(
                        Stream.concat(master.stream(), workers.stream()).flatMap(job -> job.trouble().stream()),
                        Stream.concat(
                                pods.stream().flatMap(pod -> pod.trouble().stream()),
                                calibration.stream()
                                        .filter(view -> wanted == 0) // once there are workers, it is history
                                        .flatMap(view -> view.trouble().stream())))
                .sorted()
                .toList();
    }

    /**
     * A Job.
     *
     * @param failed why it will make no more pods, if it has given up
     * @param done whether it succeeded
     * @param trouble what keeps it from making pods
     */
    public record JobView(boolean done, Optional<String> failed, Optional<Trouble> trouble) {}

    /**
     * A pod.
     *
     * @param name of the object
     * @param host its host name, by which the run's processes call it
     * @param live neither ended nor going
     * @param ip empty as long as it has none
     * @param trouble what keeps it from working, or why it ended
     */
    public record PodView(
            String name, String host, boolean master, boolean live, String ip, Optional<Trouble> trouble) {}
}
