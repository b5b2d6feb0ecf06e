package dev.throng.api.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where the final report is kept; exactly one, a ConfigMap when the whole is absent. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"configMap", "persistentVolumeClaim", "s3"},
        what = "a report's place")
public record ReportSpec(
        @JsonPropertyDescription("A ConfigMap beside the LoadTest, compressed, up to 900 KiB; {} takes the defaults.")
        @Nullable ConfigMapReport configMap,

        @JsonPropertyDescription("A folder of a PersistentVolumeClaim, written by the master.") @Nullable ClaimReport persistentVolumeClaim,

        @JsonPropertyDescription("An S3-compatible bucket, written by the master.") @Nullable S3Report s3) {

    /** A ConfigMap beside the LoadTest. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfigMapReport(
            @JsonPropertyDescription("Name of the ConfigMap; made from the LoadTest's and the run's when absent.")
            @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String name) {}

    /** A folder of a claim. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClaimReport(
            @JsonPropertyDescription("Name of the claim in the same namespace.")
            @Required
            @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String claimName,

            @JsonPropertyDescription("Folder in the claim, relative, for example reports/items; its root when absent.")
            @Pattern(Patterns.FOLDER) @Size(min = 1, max = 512) @Nullable String path) {}

    /** An S3-compatible bucket; the credentials come from a Secret. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record S3Report(
            @JsonPropertyDescription("The store's URL, for example https://s3.eu-central-1.amazonaws.com.")
            @Required
            @Pattern(Patterns.URL) @Size(max = 2048) @Nullable String endpoint,

            @JsonPropertyDescription("Name of the bucket.") @Required @Size(min = 3, max = 63) @Nullable String bucket,

            @JsonPropertyDescription(
                    "What every object's key begins with, for example load-tests/; nothing when absent.")
            @Size(max = 512) @Nullable String prefix,

            @JsonPropertyDescription("The store's region; us-east-1 when absent.") @Size(min = 1, max = 64) @Nullable String region,

            @JsonPropertyDescription(
                    "Name of a Secret with the keys accessKeyId and secretAccessKey; the pod's own credentials when absent.")
            @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String credentialsSecret) {}
}
