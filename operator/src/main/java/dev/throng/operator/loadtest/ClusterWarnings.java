package dev.throng.operator.loadtest;

import dev.throng.operator.loadtest.observe.Warnings;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Warnings as the cluster's events tell them. */
record ClusterWarnings(KubernetesClient client) implements Warnings {
    private static final long MOST = 50;

    @Override
    public Optional<Warning> latest(String namespace, String kind, String name) {
        Map<String, String> about = Map.of("involvedObject.kind", kind, "involvedObject.name", name, "type", "Warning");
        return client
                .v1()
                .events()
                .inNamespace(namespace)
                .withFields(about)
                .list(new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                        .withLimit(MOST)
                        .build())
                .getItems()
                .stream()
                .max(Comparator.comparing(ClusterWarnings::time))
                .map(event -> new Warning(event.getReason(), event.getMessage()));
    }

    private static String time(Event event) {
        return Optional.ofNullable(event.getLastTimestamp())
                .or(() -> Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
                .orElse("");
    }
}
