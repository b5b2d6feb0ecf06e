package dev.throng.operator.loadtest.targets;

import dev.throng.api.verdict.ObserveSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A workload that is observed.
 *
 * @param kind {@code deployment}, {@code statefulset}, {@code daemonset} or {@code pod}
 */
record Target(String namespace, String kind, String name) {
    private static final Set<String> OWN_KINDS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "HorizontalPodAutoscaler");

    /** @param usual namespace of those that name none */
    static List<Target> of(List<ObserveSpec> observed, String usual) {
        return observed.stream()
                .flatMap(item -> Stream.ofNullable(item.workload())
                        .map(text -> of(text, Objects.requireNonNullElse(item.namespace(), usual))))
                .distinct()
                .toList();
    }

    private static Target of(String text, String namespace) {
        int slash = text.indexOf('/');
        return new Target(namespace, text.substring(0, slash), text.substring(slash + 1));
    }

    boolean owns(String pod) {
        return pods().matcher(pod).matches();
    }

    private Pattern pods() {
        String quoted = Pattern.quote(name);
        return Pattern.compile(
                switch (kind) {
                    case "deployment" -> quoted + "-[a-z0-9]+-[a-z0-9]+";
                    case "statefulset" -> quoted + "-[0-9]+";
                    case "daemonset" -> quoted + "-[a-z0-9]+";
                    default -> quoted;
                });
    }

    /** Whether something that happened to this object happened to the workload. */
    boolean concerns(Optional<String> objectKind, String object) {
        return switch (objectKind.orElse("")) {
            case "Pod" -> owns(object);
            case "ReplicaSet" -> kind.equals("deployment") && object.matches(Pattern.quote(name) + "-[a-z0-9]+");
            default -> OWN_KINDS.contains(objectKind.orElse("")) && object.equals(name) && !kind.equals("pod");
        };
    }
}
