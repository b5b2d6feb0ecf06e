package dev.throng.runner.keep;

import dev.throng.api.ReportSpec;
import dev.throng.runner.report.Keeper;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keeper that a LoadTest's {@code spec.report} asks for. */
public final class Keepers {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final String REGION = "us-east-1";

    private Keepers() {}

    /**
     * @param volume where the claim is mounted, if there is one
     * @param environment where credentials for a bucket are found
     * @return nothing for a report that somebody else stores
     */
    public static Optional<Keeper> of(
            @Nullable ReportSpec report, Optional<Path> volume, Map<String, String> environment, InstantSource clock) {
        if (report == null) {
            return Optional.empty();
        }
        if (report.s3() != null) {
            return Optional.of(bucket(report.s3(), environment, clock));
        }
        return Optional.ofNullable(report.persistentVolumeClaim())
                .flatMap(claim -> volume.map(root -> new Folder(root, claim.path() == null ? "" : claim.path())));
    }

    private static Keeper bucket(ReportSpec.S3Report s3, Map<String, String> environment, InstantSource clock) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        return new Bucket(
                Objects.requireNonNull(s3.endpoint()),
                Objects.requireNonNull(s3.bucket()),
                s3.prefix() == null ? "" : s3.prefix(),
                new Identity(http, environment, s3.region() == null ? REGION : s3.region()),
                clock);
    }
}
