package dev.throng.api.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.UnwrappedDeserializer;
import dev.throng.api.step.RequestSpec;
import dev.throng.api.step.StepSpec;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A weighted task: either {@code steps}, or the fields of a single step written in place. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = UnwrappedDeserializer.class)
@OneOf(
        value = {"steps", "get", "post", "put", "patch", "delete", "head", "options", "grpc"},
        what = "a task")
@Needs(
        value = {"group"},
        anyOf = {"steps"})
@Excludes(
        field = "steps",
        others = {
            "when",
            "pop",
            "push",
            "headers",
            "json",
            "form",
            "multipart",
            "bodyFile",
            "body",
            "capture",
            "expect",
            "followRedirects",
            "timeout",
            "retry",
            "stream"
        },
        fix = "move it into a step")
public record TaskSpec(
        @JsonPropertyDescription("Share of this task among its class's tasks, for example 20; 1 when absent.")
        @Min(1) @Max(1000000) @Nullable Integer weight,

        @JsonPropertyDescription("Steps in order, instead of a single request written in place.")
        @Size(min = 1, max = 100) @Nullable List<StepSpec> steps,

        @JsonUnwrapped RequestSpec request,

        @JsonPropertyDescription(
                "Measures the steps as a whole under this name, for example checkout: a duration and failures of their own.")
        @Size(min = 1, max = 100) @Nullable String group) {
    /** The step that is written in place, without {@code weight} and {@code steps}. */
    public StepSpec inPlace() {
        return new StepSpec(
                request, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null);
    }
}
