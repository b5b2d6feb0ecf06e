package dev.throng.operator.crd;

import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestScheduleStatus;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.RootRules;
import dev.throng.api.RootRules.RootRule;
import dev.throng.api.schema.Struct;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Completes a generated definition: the records' rules in spec and status, the whole resource's at the root, columns. */
final class Completion implements CRDPostProcessor {
    private static final List<String> TOLD_IN_TASKS = List.of("expect", "capture", "stream", "grpc", "retry");

    private static final String LOAD_TEST =
            "A load test: virtual users that send requests to a target, and the thresholds that decide whether it"
                    + " passes. The operator runs it when it is created, and again when its spec changes.";
    private static final String SCHEDULE =
            "Starts a LoadTest again and again, for example every night: to LoadTest what CronJob is to Job.";
    private static final String STATUS =
            "What the operator answers: how the run goes, and what came of it. Wait for the condition Finished, then"
                    + " read the condition Passed.";
    private static final String SCHEDULE_STATUS =
            "What the operator answers: whether the schedule and its LoadTest are valid, when it started one and what"
                    + " came of it, when the next is due.";

    private final boolean whole;

    /** @param whole whether everything is told wherever it stands, which is too much for an annotation */
    Completion(boolean whole) {
        this.whole = whole;
    }

    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
        CustomResourceDefinition definition = (CustomResourceDefinition) crd;
        var version = definition.getSpec().getVersions().getFirst();
        if (definition.getSpec().getNames().getKind().equals("LoadTest")) {
            complete(
                    version,
                    "loadtests",
                    LOAD_TEST,
                    LoadTestSpec.class,
                    LoadTestStatus.class,
                    RootRules.ofLoadTest(),
                    Columns.OF_LOAD_TEST);
            if (!whole) {
                tellOnce(version.getSchema().getOpenAPIV3Schema());
            }
        } else {
            complete(
                    version,
                    "loadtestschedules",
                    SCHEDULE,
                    LoadTestScheduleSpec.class,
                    LoadTestScheduleStatus.class,
                    RootRules.ofSchedule(),
                    Columns.OF_SCHEDULE);
            referToLoadTests(version.getSchema().getOpenAPIV3Schema());
        }
        return definition;
    }

    private void complete(
            CustomResourceDefinitionVersion version,
            String plural,
            String description,
            Class<? extends Record> spec,
            Class<? extends Record> status,
            List<RootRule> rules,
            List<CustomResourceColumnDefinition> columns) {
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setRequired(List.of("spec"));
        root.setXKubernetesValidations(rules.stream().map(Completion::rule).toList());
        RecordRules.apply(root.getProperties().get("spec"), Struct.of(spec));
        RecordRules.apply(root.getProperties().get("status"), Struct.of(status));
        Set<JSONSchemaProps> plain = whole ? Set.of() : new Lean(loadTest(root)).plain();
        Affordable.keep(root.getProperties().get("spec"));
        root.setDescription(description);
        root.getProperties()
                .get("spec")
                .setDescription("What is wanted; kubectl explain " + plural + ".spec.FIELD tells of one field.");
        root.getProperties().get("status").setDescription(status == LoadTestStatus.class ? STATUS : SCHEDULE_STATUS);
        new Spoken(plain).apply(root.getProperties().get("spec"));
        version.setAdditionalPrinterColumns(columns);
    }

    /** What a LoadTest's spec is, in its own definition or inside of a schedule's. */
    private static JSONSchemaProps loadTest(JSONSchemaProps root) {
        JSONSchemaProps spec = root.getProperties().get("spec");
        JSONSchemaProps template = spec.getProperties().get("loadTestTemplate");
        return template == null ? spec : template.getProperties().get("spec");
    }

    /** A scenario is told of in the LoadTests' definition only: twice in full, the schedules' would not fit into an annotation. */
    private static void referToLoadTests(JSONSchemaProps root) {
        JSONSchemaProps scenario = loadTest(root).getProperties().get("scenario");
        untold(scenario);
        scenario.setDescription(
                "Who the users are and what they do; kubectl explain loadtests.spec.scenario tells of the fields.");
    }

    /**
     * Steps stand in six places. All of their fields are told of in a task's, and of these what a task has as well, since it
     * can be a single request, is told of there.
     */
    private static void tellOnce(JSONSchemaProps root) {
        JSONSchemaProps scenario =
                root.getProperties().get("spec").getProperties().get("scenario");
        JSONSchemaProps user = scenario.getProperties().get("users").getItems().getSchema();
        JSONSchemaProps task = user.getProperties().get("tasks").getItems().getSchema();
        JSONSchemaProps flow = scenario.getProperties().get("flows").getItems().getSchema();
        Map<String, JSONSchemaProps> step =
                task.getProperties().get("steps").getItems().getSchema().getProperties();
        TOLD_IN_TASKS.forEach(field -> referToTasks(field, step.get(field)));
        Stream.of(
                        user.getProperties().get("onStart"),
                        user.getProperties().get("onStop"),
                        scenario.getProperties().get("setup"),
                        scenario.getProperties().get("teardown"),
                        flow.getProperties().get("steps"))
                .forEach(Completion::referToSteps);
        JSONSchemaProps onStop = user.getProperties().get("onStop");
        JSONSchemaProps setup = scenario.getProperties().get("setup");
        JSONSchemaProps teardown = scenario.getProperties().get("teardown");
        Stream.of(onStop, setup, teardown).forEach(list -> leaveToTheOperator(list, "websocket"));
        Stream.of(onStop, teardown).forEach(list -> leaveToTheOperator(list, "expect"));
    }

    /** What hardly anybody writes in these steps is not spelt out, so that all else fits: what is wrong in it is found where the plan is made. */
    private static void leaveToTheOperator(JSONSchemaProps list, String field) {
        JSONSchemaProps schema = list.getItems().getSchema().getProperties().get(field);
        schema.setProperties(null);
        schema.setXKubernetesValidations(List.of());
        schema.setXKubernetesPreserveUnknownFields(true);
    }

    private static void referToSteps(JSONSchemaProps list) {
        String description = list.getDescription();
        untold(list);
        list.setDescription(
                description + " See kubectl explain loadtests.spec.scenario.users.tasks.steps for a step's fields.");
    }

    private static void referToTasks(String field, JSONSchemaProps schema) {
        String description = schema.getDescription();
        untold(schema);
        schema.setDescription(
                description + " See kubectl explain loadtests.spec.scenario.users.tasks." + field + " for its fields.");
    }

    private static void untold(JSONSchemaProps schema) {
        Lean.each(schema, below -> below.setDescription(null));
    }

    private static ValidationRule rule(RootRule rule) {
        return new ValidationRuleBuilder()
                .withRule(rule.cel())
                .withMessage(rule.message())
                .build();
    }
}
