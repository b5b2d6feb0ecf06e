package dev.throng.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Leaves out the rules between fields that would be too dear where they stand: in lists in lists in lists the API server
 * reckons with as many as there may be of them, and takes no definition beyond its limits. The reader and the operator
 * refuse there what the API server then does not.
 */
final class Affordable {
    /** The API server allows 10,000,000 for one rule, and 100,000,000 for all of a definition. */
    private static final double DEAREST = 9_000_000;

    private static final Pattern QUESTION = Pattern.compile("has\\(");
    private static final int COST_OF_A_QUESTION = 2;

    private Affordable() {}

    static void keep(JSONSchemaProps schema) {
        keep(schema, 1);
    }

    private static void keep(JSONSchemaProps schema, double times) {
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        if (rules != null) {
            schema.setXKubernetesValidations(
                    rules.stream().filter(rule -> times * cost(rule) <= DEAREST).toList());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(field -> keep(field, times));
        }
        if (schema.getItems() != null && schema.getMaxItems() != null) {
            keep(schema.getItems().getSchema(), times * schema.getMaxItems());
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null
                && schema.getMaxProperties() != null) {
            keep(schema.getAdditionalProperties().getSchema(), times * schema.getMaxProperties());
        }
    }

    private static double cost(ValidationRule rule) {
        return COST_OF_A_QUESTION * QUESTION.matcher(rule.getRule()).results().count();
    }
}
