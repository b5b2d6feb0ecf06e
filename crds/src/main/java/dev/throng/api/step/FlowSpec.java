package dev.throng.api.step;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps with a name, which steps of users and of other flows perform. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowSpec(
        @JsonPropertyDescription("Name of the flow, for example checkout; unique in the scenario.")
        @Required
        @Pattern(Patterns.VARIABLE) @Size(min = 1, max = 63) @Nullable String name,

        @JsonPropertyDescription("Its steps in order; they see and set the variables of the user who performs them.")
        @Required
        @Size(min = 1, max = 100) @Nullable List<StepSpec> steps) {}
