package dev.throng.api.pods;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.schema.UniqueBy;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Overrides for the run's pods: partial pod templates that reach every pod field. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodsSpec(
        @JsonPropertyDescription("Image of the runner; the operator's own version when absent.")
        @Size(min = 1, max = 512) @Nullable String image,

        @JsonPropertyDescription(
                "Environment of master and workers, as ${env.NAME} reads it: plain values, or keys of Secrets and ConfigMaps.")
        @UniqueBy("name")
        @Size(max = 64) @Nullable List<EnvSpec> env,

        @JsonPropertyDescription(
                "Partial PodTemplateSpec that is laid over the master's pod; its container is called runner.")
        @Nullable JsonNode master,

        @JsonPropertyDescription(
                "Partial PodTemplateSpec that is laid over the workers' pods; their container is called runner.")
        @Nullable JsonNode workers) {}
