package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Thresholds, grades and limits on drift that several LoadTests share. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"configMap", "file"},
        what = "a budget")
@Needs(
        value = {"key"},
        anyOf = {"configMap"})
public record BudgetSpec(
        @JsonPropertyDescription(
                "ConfigMap of the same namespace that holds the budget as YAML, for example shop-budget; throng run takes its content from --budget.")
        @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String configMap,

        @JsonPropertyDescription("Key in the ConfigMap, for example budget.yaml; its only one when absent.")
        @Size(min = 1, max = 253) @Nullable String key,

        @JsonPropertyDescription(
                "File with the budget, for example budget.yaml, beside the LoadTest's own; for throng run only.")
        @Size(min = 1, max = 4096) @Nullable String file) {}
