package dev.throng.operator.loadtest.observe;

import dev.throng.api.report.ReportSpec;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a run's report is to be. */
public sealed interface ReportPlace {
    /** @param name empty for one that is made of the run's */
    record InConfigMap(Optional<String> name) implements ReportPlace {}

    /** In a claim, by the master. */
    record InClaim(String claim) implements ReportPlace {}

    /** In a bucket, by the master. */
    record InBucket() implements ReportPlace {}

    static ReportPlace of(@Nullable ReportSpec report) {
        if (report != null && report.persistentVolumeClaim() != null) {
            return new InClaim(
                    Objects.requireNonNull(report.persistentVolumeClaim().claimName()));
        }
        if (report != null && report.s3() != null) {
            return new InBucket();
        }
        return new InConfigMap(
                Optional.ofNullable(report).map(ReportSpec::configMap).map(ReportSpec.ConfigMapReport::name));
    }

    /** The ConfigMap that the LoadTest names, if it names one. */
    default Optional<String> configMap() {
        return this instanceof InConfigMap map ? map.name() : Optional.empty();
    }
}
