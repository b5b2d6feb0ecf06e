package dev.throng.api.pods;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** An environment variable of the run's pods, written as in a pod. A run on a laptop takes its own environment instead. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"value", "valueFrom"},
        what = "an environment variable")
public record EnvSpec(
        @JsonPropertyDescription("The variable's name, for example PASSWORD.")
        @Required
        @Pattern(Patterns.ENVIRONMENT) @Size(min = 1, max = 253) @Nullable String name,

        @JsonPropertyDescription("Its value in plain text.") @Size(max = 4096) @Nullable String value,

        @JsonPropertyDescription("Where its value is kept.") @Nullable ValueFrom valueFrom) {

    /** A key of a Secret or a ConfigMap in the LoadTest's namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @OneOf(
            value = {"secretKeyRef", "configMapKeyRef"},
            what = "a value's place")
    public record ValueFrom(
            @JsonPropertyDescription("A key of a Secret; the operator never reads it, only the pods do.") @Nullable KeyRef secretKeyRef,

            @JsonPropertyDescription("A key of a ConfigMap.") @Nullable KeyRef configMapKeyRef) {}

    /** A key of a named object. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyRef(
            @JsonPropertyDescription("Name of the object.")
            @Required
            @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String name,

            @JsonPropertyDescription("The key in it.") @Required @Size(min = 1, max = 253) @Nullable String key,

            @JsonPropertyDescription("Whether pods start without it, the variable unset; false when absent.") @Nullable Boolean optional) {}
}
