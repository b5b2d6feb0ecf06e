package dev.throng.operator.loadtest.targets;

import dev.throng.runner.verdict.saturation.Mark;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happened between two instants, as marks. Pure.
 *
 * @param start of the run: second 0
 */
record Marks(Instant start, Instant end) {
    /** What every pod goes through, and says nothing of its health. */
    private static final Set<String> USUAL = Set.of("Pulling", "Pulled", "Created", "Started");

    private static final Set<String> SEVERE = Set.of(
            "OOMKilled",
            "Error",
            "ContainerCannotRun",
            "Unhealthy",
            "BackOff",
            "Evicted",
            "Preempted",
            "NodeNotReady",
            "FailedScheduling",
            "OOMKilling",
            "TaintManagerEviction");

    private static final int LONGEST = 200;

    /** In the order in which it happened. */
    List<Mark> of(Target target, Collection<Pod> pods, Collection<Event> events) {
        List<Mark> marks = new ArrayList<>();
        pods.stream()
                .filter(pod -> target.owns(pod.getMetadata().getName()))
                .forEach(pod -> ends(pod).forEach(marks::add));
        events.stream()
                .filter(event -> event.getInvolvedObject() != null
                        && event.getInvolvedObject().getName() != null
                        && target.concerns(
                                Optional.ofNullable(event.getInvolvedObject().getKind()),
                                event.getInvolvedObject().getName()))
                .filter(event -> !USUAL.contains(String.valueOf(event.getReason())))
                .forEach(event -> event(event).ifPresent(marks::add));
        return marks.stream().sorted(Comparator.comparingDouble(Mark::second)).toList();
    }

    /** That a container was killed for its memory stands in its pod's status and in no event. */
    private Stream<Mark> ends(Pod pod) {
        List<ContainerStatus> containers =
                pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
                        ? List.of()
                        : pod.getStatus().getContainerStatuses();
        return containers.stream()
                .flatMap(container -> Stream.of(container.getState(), container.getLastState()))
                .flatMap(Stream::ofNullable)
                .map(ContainerState::getTerminated)
                .flatMap(Stream::ofNullable)
                .flatMap(terminated -> end(pod.getMetadata().getName(), terminated).stream());
    }

    private Optional<Mark> end(String pod, ContainerStateTerminated terminated) {
        String reason = String.valueOf(terminated.getReason());
        return at(Stream.ofNullable(terminated.getFinishedAt()))
                .map(second -> new Mark(
                        second,
                        reason,
                        reason.equals("OOMKilled")
                                ? pod + " was OOMKilled"
                                : pod + " ended with exit code " + terminated.getExitCode(),
                        SEVERE.contains(reason)));
    }

    private Optional<Mark> event(Event event) {
        String reason = String.valueOf(event.getReason());
        Stream<String> times = Stream.of(
                        event.getFirstTimestamp(),
                        event.getEventTime() == null
                                ? null
                                : event.getEventTime().getTime(),
                        event.getLastTimestamp(),
                        event.getMetadata().getCreationTimestamp())
                .flatMap(Stream::ofNullable);
        int count = event.getCount() == null ? 1 : event.getCount();
        return at(times)
                .map(second -> new Mark(
                        second,
                        reason,
                        event.getInvolvedObject().getName() + ": " + reason + (count > 1 ? ", " + count + " times" : "")
                                + ": " + shortened(event.getMessage()),
                        SEVERE.contains(reason)));
    }

    private static String shortened(String message) {
        // Which pod it was is said already.
        String line =
                message == null ? "" : message.strip().replaceAll("\\s+", " ").replaceFirst(" in pod \\S+\\)$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    /** Seconds after the start of the first of the times that is within the run. */
    private Optional<Double> at(Stream<String> times) {
        return times.flatMap(time -> instant(time).stream())
                .filter(time -> !time.isBefore(start) && !time.isAfter(end))
                .findFirst()
                .map(time -> Duration.between(start, time).toMillis() / 1000.0);
    }

    private static Optional<Instant> instant(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
