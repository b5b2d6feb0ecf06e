package dev.throng.operator.crd;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.throng.api.schema.Rule;
import dev.throng.api.schema.Struct;
import dev.throng.api.schema.Type;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives a generated schema what the generator cannot say, by walking it beside the record it came from: rules between
 * fields as CEL, list types, the range of integers.
 */
final class RecordRules {
    private RecordRules() {}

    static void apply(JSONSchemaProps schema, Type type) {
        switch (type) {
            case Struct struct -> struct(schema, struct);
            case Type.Items items -> items(schema, items);
            case Type.Entries entries -> entries(schema, entries);
            case Type.Whole whole -> whole(schema, whole);
            case Type.Text text -> text(schema, text);
            case Type.Decimal _, Type.Flag _, Type.Choice _, Type.Json _ -> {}
        }
    }

    private static void struct(JSONSchemaProps schema, Struct struct) {
        inline(schema, struct);
        schema.setXKubernetesValidations(
                struct.rules().stream().flatMap(rule -> cel(rule).stream()).toList());
        for (Struct.Field field : struct.fields()) {
            apply(schema.getProperties().get(field.name()), field.type());
        }
    }

    /** The fields of what is written unwrapped are the record's own. */
    private static void inline(JSONSchemaProps schema, Struct struct) {
        Map<String, JSONSchemaProps> properties = new TreeMap<>(schema.getProperties());
        for (RecordComponent component : struct.record().getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                properties.putAll(properties.remove(component.getName()).getProperties());
            }
        }
        schema.setProperties(properties);
    }

    private static List<ValidationRule> cel(Rule rule) {
        return rule.cel().stream()
                .map(cel -> new ValidationRuleBuilder()
                        .withRule(cel)
                        .withMessage(rule.message())
                        .build())
                .toList();
    }

    private static void items(JSONSchemaProps schema, Type.Items items) {
        if (items.uniqueBy() != null) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(items.uniqueBy()));
        } else {
            schema.setXKubernetesListType(items.unique() ? "set" : "atomic");
        }
        apply(schema.getItems().getSchema(), items.element());
    }

    /** Free-form values would make the whole map invisible to CEL; as an object of unknown fields it can be asked for. */
    private static void entries(JSONSchemaProps schema, Type.Entries entries) {
        if (entries.value() instanceof Type.Json) {
            schema.setAdditionalProperties(null);
            schema.setXKubernetesPreserveUnknownFields(true);
        } else {
            apply(schema.getAdditionalProperties().getSchema(), entries.value());
        }
    }

    /** Not of one type, so that its pattern stays one: a rule would ask numbers too. */
    private static void text(JSONSchemaProps schema, Type.Text text) {
        if (text.orWhole() != null) {
            schema.setMinimum((double) text.orWhole().min());
            schema.setMaximum((double) text.orWhole().max());
            schema.setType(null);
            schema.setXKubernetesIntOrString(true);
        }
    }

    private static void whole(JSONSchemaProps schema, Type.Whole whole) {
        schema.setFormat(whole.wide() ? "int64" : "int32");
    }
}
