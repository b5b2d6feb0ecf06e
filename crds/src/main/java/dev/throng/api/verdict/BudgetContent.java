package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a budget holds: it is added to what a LoadTest says itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BudgetContent(
        @JsonPropertyDescription("What the run must keep to, beside the LoadTest's own thresholds.")
        @Size(max = 50) @Nullable List<ThresholdSpec> thresholds,

        @JsonPropertyDescription(
                "From where on figures are good, acceptable or poor, unless the LoadTest says otherwise.")
        @Size(max = 50) @Nullable List<GradeSpec> grades,

        @JsonPropertyDescription("How fast figures may get worse in the course of a run, unless the LoadTest says.")
        @Nullable DriftSpec drift) {}
