package dev.throng.operator.crd;

import dev.throng.api.LoadTestScheduleSpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.schema.Struct;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;

/** Completes a generated definition: the records' rules in its spec, and the rules of the whole resource at its root. */
final class Completion implements CRDPostProcessor {
    /** The run's objects are named after it; the longest is a worker's host name, {@code NAME-99999-worker-499}. */
    private static final int LONGEST_NAME = 45;

    /** A schedule's LoadTests are called {@code NAME-29384756}, by the minute they were due. */
    private static final int LONGEST_SCHEDULE_NAME = LONGEST_NAME - "-29384756".length();

    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
        CustomResourceDefinition definition = (CustomResourceDefinition) crd;
        JSONSchemaProps root =
                definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        root.setRequired(List.of("spec"));
        JSONSchemaProps spec = root.getProperties().get("spec");
        if (definition.getSpec().getNames().getKind().equals("LoadTest")) {
            RecordRules.apply(spec, Struct.of(LoadTestSpec.class));
            root.setXKubernetesValidations(List.of(nameOfAtMost(LONGEST_NAME)));
        } else {
            RecordRules.apply(spec, Struct.of(LoadTestScheduleSpec.class));
            root.setXKubernetesValidations(List.of(nameOfAtMost(LONGEST_SCHEDULE_NAME)));
        }
        return definition;
    }

    private static ValidationRule nameOfAtMost(int length) {
        return new ValidationRuleBuilder()
                .withRule("size(self.metadata.name) <= %d && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')"
                        .formatted(length))
                .withMessage(("metadata.name has at most %d characters of a-z, 0-9 and -, and begins with a letter:"
                                + " pods and a Service are named after it")
                        .formatted(length))
                .build();
    }
}
