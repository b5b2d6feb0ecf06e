package dev.throng.operator.crd;

import dev.throng.api.schema.Notation;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Turns patterns into rules that say in words what is wanted: of a pattern, the API server shows nothing but the regular
 * expression. A rule in CEL is reckoned before by how often it may be asked, and what is too dear there stays a pattern:
 * lists in lists.
 */
final class Spoken {
    /** The API server allows 10,000,000 for one rule, 100,000,000 for all of a definition. */
    private static final double DEAREST = 3_000_000;

    private static final double DEAREST_IN_ALL = 40_000_000;
    private static final int BYTES_PER_CHARACTER = 4;

    private final Set<JSONSchemaProps> plain;
    private final List<Candidate> candidates = new ArrayList<>();

    /** @param plain what keeps its patterns, with all that is inside */
    Spoken(Set<JSONSchemaProps> plain) {
        this.plain = plain;
    }

    private record Candidate(JSONSchemaProps schema, double cost) {}

    /** The cheapest first: what is asked once is read most. */
    void apply(JSONSchemaProps schema) {
        walk(schema, 1);
        double spent = 0;
        candidates.sort(Comparator.comparingDouble(Candidate::cost));
        for (Candidate candidate : candidates) {
            spent += candidate.cost();
            if (candidate.cost() > DEAREST || spent > DEAREST_IN_ALL) {
                return;
            }
            speak(candidate.schema());
        }
    }

    private void walk(JSONSchemaProps schema, double times) {
        if (plain.contains(schema)) {
            return;
        }
        if (schema.getPattern() != null) {
            reckon(schema, times);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(field -> walk(field, times));
        }
        if (schema.getItems() != null && schema.getMaxItems() != null) {
            walk(schema.getItems().getSchema(), times * schema.getMaxItems());
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null
                && schema.getMaxProperties() != null) {
            walk(schema.getAdditionalProperties().getSchema(), times * schema.getMaxProperties());
        }
    }

    private void reckon(JSONSchemaProps schema, double times) {
        Long longest = schema.getMaxLength();
        if (longest == null || Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            return;
        }
        double cost = times
                * Math.ceil((longest * BYTES_PER_CHARACTER + 1) * 0.1)
                * Math.ceil(schema.getPattern().length() * 0.25);
        candidates.add(new Candidate(schema, cost));
    }

    private static void speak(JSONSchemaProps schema) {
        List<ValidationRule> rules = new ArrayList<>(schema.getXKubernetesValidations());
        rules.add(new ValidationRuleBuilder()
                .withRule("self.matches(r'" + schema.getPattern().replace("'", "\\x27") + "')")
                .withMessage("this is to be " + Notation.of(schema.getPattern()).words())
                .build());
        schema.setXKubernetesValidations(rules);
        schema.setPattern(null);
    }
}
