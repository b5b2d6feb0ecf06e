package dev.throng.runner.store;

import dev.throng.api.report.ReportSpec;
import dev.throng.runner.report.ResultStore;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store that a LoadTest's {@code spec.report} asks for. */
public final class ResultStores {
    private static final String REGION = "us-east-1";

    private ResultStores() {}

    /**
     * @param history how many earlier runs' results stay beside a new one
     * @param volume where the claim is mounted, if there is one
     * @return nothing for a report that somebody else stores
     */
    public static Optional<ResultStore> of(@Nullable ReportSpec report, int history, Optional<Path> volume) {
        if (report == null) {
            return Optional.empty();
        }
        if (report.s3() != null) {
            return Optional.of(bucket(report.s3(), history));
        }
        return Optional.ofNullable(report.persistentVolumeClaim())
                .flatMap(claim ->
                        volume.map(root -> new Folder(root, claim.path() == null ? "" : claim.path(), history)));
    }

    private static ResultStore bucket(ReportSpec.S3Report s3, int history) {
        return new Bucket(
                Objects.requireNonNull(s3.endpoint()),
                Objects.requireNonNull(s3.bucket()),
                s3.prefix() == null ? "" : s3.prefix(),
                s3.region() == null ? REGION : s3.region(),
                history);
    }
}
