package dev.throng.api.verdict;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Keys;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import dev.throng.api.schema.UniqueBy;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The earlier run that this one is compared with; what got worse beyond its tolerance is a regression and fails the run. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"previous", "name", "configMap", "file"},
        what = "a baseline")
public record BaselineSpec(
        @JsonPropertyDescription(
                "Compares with the last run of this LoadTest, or of its schedule, that passed; with throng run, with the last one in --history.")
        @Nullable Boolean previous,

        @JsonPropertyDescription(
                "Compares with the last run that passed of this other LoadTest of the same namespace, for example items-api-release.")
        @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String name,

        @JsonPropertyDescription(
                "Compares with the report in this ConfigMap of the same namespace, for example items-api-report.")
        @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String configMap,

        @JsonPropertyDescription(
                "Compares with the result in this file, for example baseline.json, beside the LoadTest's own; for throng run only.")
        @Size(min = 1, max = 4096) @Nullable String file,

        @JsonPropertyDescription(
                "By how much a measure may get worse beyond chance, in percent of the baseline's value or, for failureRate, in percentage points, for example {p95: 20%, failureRate: 0%}; when absent 5% for p50, p95, p99 and rps and 0.5% for failureRate.")
        @Keys(Patterns.METRIC)
        @Size(min = 1, max = 16) @Nullable Map<String, @Pattern(Patterns.PERCENT) @Size(max = 16) String> tolerate,

        @JsonPropertyDescription(
                "Other tolerances for some request names, for example [{name: /search, tolerate: {p95: 30%}}].")
        @UniqueBy("name")
        @Size(min = 1, max = 50) @Nullable List<BaselineNameSpec> names) {}
