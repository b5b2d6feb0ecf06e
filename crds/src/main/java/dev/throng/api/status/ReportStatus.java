package dev.throng.api.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where the run's final report is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportStatus(
        @JsonPropertyDescription("The ConfigMap that holds it.") @Size(max = 253) @Nullable String configMap,

        @JsonPropertyDescription("The PersistentVolumeClaim that holds it.") @Size(max = 253) @Nullable String persistentVolumeClaim,

        @JsonPropertyDescription("The file in the claim, or the object's URL in the bucket.")
        @Size(max = 2048) @Nullable String location,

        @JsonPropertyDescription("Its size as stored, in bytes.") @Min(0) @Nullable Long bytes) {}
