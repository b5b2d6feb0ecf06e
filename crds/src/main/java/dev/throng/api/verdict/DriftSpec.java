package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast figures may get worse in the course of a run, and whether a resource may leak; what goes further fails the run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftSpec(
        @JsonPropertyDescription(
                "By how much a figure may get worse per hour beyond chance, in percent of what it was at the beginning or, for failureRate, in percentage points, for example {p95: 5%}; when absent 10% for p50, p95 and rps and 0.5% for failureRate.")
        @Keys(Patterns.DRIFTING)
        @Size(min = 1, max = 8) @Nullable Map<String, @Pattern(Patterns.PERCENT) @Size(max = 16) String> tolerate,

        @JsonPropertyDescription(
                "By how much numbers of spec.observe may grow per hour beyond chance, by name, for example {items memory: 5%}; others may grow as they like, unless they leak.")
        @Size(min = 1, max = 50) @Nullable Map<String, @Pattern(Patterns.PERCENT) @Size(max = 16) String> observed,

        @JsonPropertyDescription(
                "Whether a number of spec.observe may grow and never fall back, as leaking memory, descriptors or connections do; false when absent.")
        @Nullable Boolean leaks) {}
