package dev.throng.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import java.util.List;

/** What {@code kubectl get} shows, in this order; the wide ones with {@code -o wide}. */
final class Columns {
    static final List<CustomResourceColumnDefinition> OF_LOAD_TEST = List.of(
            column("Phase", ".status.phase").build(),
            column("Users", ".status.display.users").build(),
            column("RPS", ".status.display.rps").build(),
            column("P95", ".status.display.p95").build(),
            column("Failed", ".status.display.failed").build(),
            column("Verdict", ".status.result.verdict").build(),
            age(),
            wide("Reason", ".status.conditions[?(@.type==\"Finished\")].reason"),
            wide("Workers", ".status.workers.ready"),
            wide("Grade", ".status.result.grade"),
            wide("Capacity", ".status.display.capacity"),
            wide("Run", ".status.runId"),
            wide("Target", ".spec.target"));

    static final List<CustomResourceColumnDefinition> OF_SCHEDULE = List.of(
            column("Schedule", ".spec.schedule").build(),
            column("Time zone", ".spec.timeZone").build(),
            column("Suspend", ".status.suspended").withType("boolean").build(),
            column("Valid", ".status.conditions[?(@.type==\"Valid\")].status").build(),
            column("Active", ".status.active[0]").build(),
            column("Last", ".status.lastScheduleTime").withType("date").build(),
            column("Verdict", ".status.lastVerdict").build(),
            column("Next", ".status.nextScheduleTime").build(),
            age(),
            wide("Reason", ".status.conditions[?(@.type==\"Scheduled\")].reason"));

    private Columns() {}

    private static CustomResourceColumnDefinitionBuilder column(String name, String path) {
        return new CustomResourceColumnDefinitionBuilder()
                .withName(name)
                .withJsonPath(path)
                .withType("string");
    }

    private static CustomResourceColumnDefinition wide(String name, String path) {
        return column(name, path).withPriority(1).build();
    }

    private static CustomResourceColumnDefinition age() {
        return column("Age", ".metadata.creationTimestamp").withType("date").build();
    }
}
