package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** Where the final report is kept; exactly one, a ConfigMap when absent. */
public record ReportSpec(
        @Nullable ConfigMapReport configMap,
        @Nullable ClaimReport persistentVolumeClaim,
        @Nullable S3Report s3) {

    /** A ConfigMap beside the LoadTest. */
    public record ConfigMapReport(@Nullable String name) {}

    /** A folder of a claim. */
    public record ClaimReport(
            @Nullable String claimName, @Nullable String path) {}

    /** An S3-compatible bucket; the credentials come from a Secret. */
    public record S3Report(
            @Nullable String endpoint,
            @Nullable String bucket,
            @Nullable String prefix,
            @Nullable String region,
            @Nullable String credentialsSecret) {}
}
