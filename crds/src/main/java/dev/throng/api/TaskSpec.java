package dev.throng.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.throng.api.schema.Excludes;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A weighted task: either {@code steps}, or the fields of a single step written in place. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"steps", "get", "post", "put", "patch", "delete", "head", "options"},
        what = "a task")
@OneOf(
        value = {"form", "body", "json"},
        orNone = true,
        what = "a request's body")
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
            "body",
            "capture",
            "expect",
            "followRedirects",
            "timeout"
        },
        fix = "move it into a step")
public record TaskSpec(
        @JsonPropertyDescription("Share of this task among its class's tasks, for example 20; 1 when absent.")
        @Min(1) @Max(1000000) @Nullable Integer weight,

        @JsonPropertyDescription("Steps in order, instead of a single request written in place.")
        @Size(min = 1, max = 32) @Nullable List<StepSpec> steps,

        @JsonPropertyDescription(
                "Name that the statistics group the request under, for example /api/v1/items?page=N; the path as written when absent; beside steps the task's name.")
        @Size(min = 1, max = 512) @Nullable String name,

        @JsonUnwrapped RequestSpec request,

        @JsonPropertyDescription("Expression; the task is skipped when it is false, for example ${token}.")
        @Size(min = 1, max = 1024) @Nullable String when,

        @JsonPropertyDescription(
                "Takes a value from each of these pools first, as variable: pool, for example {item: createdItems}; the task is skipped while one of them is empty.")
        @Keys(Patterns.VARIABLE)
        @Size(min = 1, max = 8) @Nullable Map<String, @Pattern(Patterns.VARIABLE) @Size(max = 63) String> pop,

        @JsonPropertyDescription(
                "Measures the steps as a whole under this name, for example checkout: a duration and failures of their own.")
        @Size(min = 1, max = 100) @Nullable String group) {

    /** @param request nothing of one when absent */
    public TaskSpec {
        request = request == null ? RequestSpec.NONE : request;
    }

    /** The step that is written in place, without {@code weight} and {@code steps}. */
    public StepSpec inPlace() {
        return StepSpec.of(name, request, when, pop);
    }

    /** Whether something of a step is written in place, beside a name. */
    public boolean saysStep() {
        return !request.equals(RequestSpec.NONE) || when != null || pop != null;
    }
}
