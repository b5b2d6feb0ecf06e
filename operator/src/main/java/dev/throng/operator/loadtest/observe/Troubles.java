package dev.throng.operator.loadtest.observe;

import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.observe.Trouble.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what keeps a pod from working off its status, as kubelet and scheduler wrote it. */
final class Troubles {
    private static final int LONGEST_LOG = 400;
    private static final int MOST_LINES = 3;
    private static final int LONGEST_COMPLAINT = 1000;
    private static final Pattern FRAME = Pattern.compile("at [\\w.$/@]+\\(|\\.\\.\\. \\d+ more");

    /** Where the pods have the plan, which is of no use to who wrote the LoadTest. */
    private static final Pattern PLACE = Pattern.compile("^(throng: )?(/etc/throng/plan/\\S+:\\d+:\\d+: )?");

    /** The runner's exit code for input that cannot be run. */
    private static final int INVALID = 2;

    private Troubles() {}

    static Optional<Trouble> of(Pod pod) {
        return unschedulable(pod)
                .or(() -> Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .flatMap(container -> of(pod, container).stream())
                        .findFirst())
                .or(() -> evicted(pod));
    }

    private static Optional<Trouble> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False"))
                .map(PodCondition::getMessage)
                .map(message -> new Trouble(Reason.Unschedulable, "pod " + name(pod) + ": " + message))
                .findFirst();
    }

    private static Optional<Trouble> of(Pod pod, ContainerStatus container) {
        ContainerState state = container.getState();
        if (state == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(state.getWaiting())
                .flatMap(waiting -> waiting(pod, container, waiting))
                .or(() -> Optional.ofNullable(state.getTerminated())
                        .flatMap(terminated -> terminated(pod, container, terminated)));
    }

    private static Optional<Trouble> waiting(Pod pod, ContainerStatus container, ContainerStateWaiting waiting) {
        String message = waiting.getMessage() == null ? waiting.getReason() : waiting.getMessage();
        return Optional.ofNullable(reason(waiting.getReason()))
                .map(reason -> new Trouble(
                        reason,
                        reason == Reason.ImagePullFailed
                                ? "image " + container.getImage() + ": " + message
                                : "pod " + name(pod) + ": " + message));
    }

    private static @Nullable Reason reason(@Nullable String waiting) {
        return switch (waiting) {
            case "ErrImagePull",
                    "ImagePullBackOff",
                    "InvalidImageName",
                    "ErrImageNeverPull",
                    "ImageInspectError",
                    "RegistryUnavailable" -> Reason.ImagePullFailed;
            case "CreateContainerConfigError" -> Reason.ConfigMissing;
            case "CreateContainerError", "RunContainerError", "CrashLoopBackOff", "StartError" ->
                Reason.ContainerFailed;
            case null, default -> null;
        };
    }

    private static Optional<Trouble> terminated(Pod pod, ContainerStatus container, ContainerStateTerminated end) {
        if (end.getExitCode() == null || end.getExitCode() == 0) {
            return Optional.empty();
        }
        String said = end.getMessage() == null ? "" : ": " + tail(end.getMessage());
        String why = "Error".equals(end.getReason()) || end.getReason() == null ? "" : " (" + end.getReason() + ")";
        boolean invalid = end.getExitCode() == INVALID && container.getName().equals(Runner.CONTAINER);
        if (invalid && end.getMessage() != null) {
            return Optional.of(new Trouble(Reason.InvalidInput, complaint(end.getMessage())));
        }
        return Optional.of(new Trouble(
                invalid ? Reason.InvalidInput : Reason.ContainerFailed,
                "pod " + name(pod) + ": container " + container.getName() + " ended with code " + end.getExitCode()
                        + why + said));
    }

    private static Optional<Trouble> evicted(Pod pod) {
        return Optional.ofNullable(pod.getStatus().getReason())
                .filter(reason -> "Failed".equals(pod.getStatus().getPhase()))
                .map(reason -> new Trouble(Reason.ContainerFailed, "pod " + name(pod) + ": " + reason + message(pod)));
    }

    private static String message(Pod pod) {
        return pod.getStatus().getMessage() == null
                ? ""
                : ": " + pod.getStatus().getMessage();
    }

    /** The last lines that say something, as one: neither stack frames nor what is empty. */
    private static String tail(String log) {
        List<String> lines = log.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !FRAME.matcher(line).lookingAt())
                .toList();
        String last = String.join(" | ", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        return last.length() <= LONGEST_LOG ? last : "… " + last.substring(last.length() - LONGEST_LOG);
    }

    /** What the runner has against its input, as one line; the first mistakes matter most. */
    private static String complaint(String log) {
        String all = log.lines()
                .map(line -> PLACE.matcher(line.strip()).replaceFirst(""))
                .filter(line -> !line.isEmpty() && !line.equals("^"))
                .collect(Collectors.joining(" | "));
        return all.length() <= LONGEST_COMPLAINT ? all : all.substring(0, LONGEST_COMPLAINT - 1) + "…";
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }
}
