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

/** Completes a generated definition: the records' rules in spec and status, the whole resource's at the root, columns. */
final class Completion implements CRDPostProcessor {

    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
        CustomResourceDefinition definition = (CustomResourceDefinition) crd;
        var version = definition.getSpec().getVersions().getFirst();
        if (definition.getSpec().getNames().getKind().equals("LoadTest")) {
            complete(version, LoadTestSpec.class, LoadTestStatus.class, RootRules.ofLoadTest(), Columns.OF_LOAD_TEST);
        } else {
            complete(
                    version,
                    LoadTestScheduleSpec.class,
                    LoadTestScheduleStatus.class,
                    RootRules.ofSchedule(),
                    Columns.OF_SCHEDULE);
        }
        return definition;
    }

    private static void complete(
            CustomResourceDefinitionVersion version,
            Class<? extends Record> spec,
            Class<? extends Record> status,
            List<RootRule> rules,
            List<CustomResourceColumnDefinition> columns) {
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setRequired(List.of("spec"));
        root.setXKubernetesValidations(rules.stream().map(Completion::rule).toList());
        RecordRules.apply(root.getProperties().get("spec"), Struct.of(spec));
        RecordRules.apply(root.getProperties().get("status"), Struct.of(status));
        version.setAdditionalPrinterColumns(columns);
    }

    private static ValidationRule rule(RootRule rule) {
        return new ValidationRuleBuilder()
                .withRule(rule.cel())
                .withMessage(rule.message())
                .build();
    }
}
