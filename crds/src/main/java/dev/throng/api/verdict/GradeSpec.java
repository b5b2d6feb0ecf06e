package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** From where on a figure is good, acceptable or poor. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GradeSpec(
        @JsonPropertyDescription("Percentile from p0 to p99.999, mean or failureRate, for example p95.")
        @Required
        @Pattern(Patterns.GRADED) @Size(max = 16) @Nullable String metric,

        @JsonPropertyDescription("Below this it is good, for example 200ms, or 0.1% for failureRate.")
        @Required
        @Pattern(Patterns.GRADE_LIMIT) @Size(max = 32) @Nullable String good,

        @JsonPropertyDescription("Below this it is acceptable, from there on poor, for example 400ms.")
        @Required
        @Pattern(Patterns.GRADE_LIMIT) @Size(max = 32) @Nullable String acceptable,

        @JsonPropertyDescription(
                "Name of the requests it is about, for example /search; all requests, and each name alone, when absent.")
        @Size(min = 1, max = 512) @Nullable String name) {}
