package dev.throng.operator.crd;

import dev.throng.api.schema.Patterns;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps a definition within what kubectl can hold in an annotation. Steps stand in six places. What their fields exclude
 * and need of each other the API server is told everywhere, what is so inside of a field ({@code expect}, {@code capture}
 * and so on) in a task only. The operator, which reads every LoadTest whole, and the reader of files hold all rules in all
 * places.
 */
final class Lean {
    private static final String STATUSES = "^([1-5]([0-9][0-9]|xx|[0-9][0-9]-[1-5][0-9][0-9])|[A-Z][A-Z_]{1,18})$";

    private final Set<JSONSchemaProps> plain = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param spec of a LoadTest; changed */
    Lean(JSONSchemaProps spec) {
        JSONSchemaProps scenario = spec.getProperties().get("scenario");
        JSONSchemaProps user = scenario.getProperties().get("users").getItems().getSchema();
        JSONSchemaProps flow = scenario.getProperties().get("flows").getItems().getSchema();
        List.of(
                        user.getProperties().get("onStart"),
                        user.getProperties().get("onStop"),
                        scenario.getProperties().get("setup"),
                        scenario.getProperties().get("teardown"),
                        flow.getProperties().get("steps"))
                .forEach(this::insideOfSteps);
        JSONSchemaProps task = user.getProperties().get("tasks").getItems().getSchema();
        elements(task.getProperties().get("steps").getItems().getSchema());
        each(scenario, Lean::shorten);
    }

    /** What has no rules, so that its patterns stay patterns, in which the API server reckons nothing. */
    Set<JSONSchemaProps> plain() {
        return plain;
    }

    /** So many elements of so many steps have no rules, which the API server would reckon as too dear for a definition. */
    private void elements(JSONSchemaProps step) {
        leave(step.getProperties().get("multipart"));
        JSONSchemaProps expect = step.getProperties().get("expect");
        leave(expect.getProperties().get("elements"));
        leave(expect.getProperties()
                .get("anyOf")
                .getItems()
                .getSchema()
                .getProperties()
                .get("elements"));
    }

    private void insideOfSteps(JSONSchemaProps list) {
        Map<String, JSONSchemaProps> step = list.getItems().getSchema().getProperties();
        step.values().stream().filter(Lean::hasFields).forEach(this::leave);
    }

    private static boolean hasFields(JSONSchemaProps schema) {
        return schema.getProperties() != null && !schema.getProperties().isEmpty()
                || schema.getAdditionalProperties() != null
                        && schema.getAdditionalProperties().getSchema() != null
                        && hasFields(schema.getAdditionalProperties().getSchema());
    }

    private void leave(JSONSchemaProps schema) {
        each(schema, below -> below.setXKubernetesValidations(List.of()));
        plain.add(schema);
    }

    /** A misspelt code of gRPC is told by the operator. */
    private static void shorten(JSONSchemaProps schema) {
        if (Patterns.STATUSES.equals(schema.getPattern())) {
            schema.setPattern(STATUSES);
        }
    }

    static void each(JSONSchemaProps schema, Consumer<JSONSchemaProps> what) {
        what.accept(schema);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(below -> each(below, what));
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            each(schema.getItems().getSchema(), what);
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            each(schema.getAdditionalProperties().getSchema(), what);
        }
    }
}
