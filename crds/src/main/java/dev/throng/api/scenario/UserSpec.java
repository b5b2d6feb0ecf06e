package dev.throng.api.scenario;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.step.StepSpec;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One class of virtual users. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"weight", "count"},
        orNone = true,
        what = "a user's share")
public record UserSpec(
        @JsonPropertyDescription(
                "Name of the class, for example Visitor; unique in the scenario, shown in the statistics.")
        @Required
        @Size(min = 1, max = 100) @Nullable String name,

        @JsonPropertyDescription("Share of the users among the classes without a count, for example 8; 1 when absent.")
        @Min(1) @Max(1000000) @Nullable Integer weight,

        @JsonPropertyDescription("Fixed number of users of this class, placed before those by weight, for example 1.")
        @Min(1) @Max(1000000) @Nullable Integer count,

        @JsonPropertyDescription(
                "Pause between two tasks, for example {between: [1s, 3s]}; none when absent; does not apply to arrivals (rate).")
        @JsonProperty("wait")
        @Nullable WaitSpec waiting,

        @JsonPropertyDescription(
                "Headers of every request of this class; one whose variable is unset is left out, for example {Authorization: \"Bearer ${token}\"}.")
        @Keys(Patterns.TOKEN)
        @Size(max = 32) @Nullable Map<String, JsonNode> headers,

        @JsonPropertyDescription(
                "Variables that each user begins with; texts may hold ${…} and are then evaluated once per user.")
        @Keys(Patterns.VARIABLE)
        @Size(max = 64) @Nullable Map<String, JsonNode> variables,

        @JsonPropertyDescription("Steps that each user performs once, before its first task.")
        @Size(min = 1, max = 100) @Nullable List<StepSpec> onStart,

        @JsonPropertyDescription("Steps that each user performs once, when it leaves.")
        @Size(min = 1, max = 100) @Nullable List<StepSpec> onStop,

        @JsonPropertyDescription("What the users do, again and again; each time one task is drawn by weight.")
        @Required
        @Size(min = 1, max = 64) @Nullable List<TaskSpec> tasks) {}
