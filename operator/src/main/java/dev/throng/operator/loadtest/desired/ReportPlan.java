package dev.throng.operator.loadtest.desired;

import dev.throng.api.report.ReportSpec;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a master's pod needs to store its report itself: the claim, or the bucket's credentials.
 *
 * @param report null for the default, a ConfigMap, which is the operator's affair
 */
record ReportPlan(@Nullable ReportSpec report) {
    private static final String VOLUME = "report";
    private static final String FOLDER = "/var/throng/report";

    PodTemplateSpec on(PodTemplateSpec master) {
        if (report == null) {
            return master;
        }
        if (report.persistentVolumeClaim() != null) {
            return withClaim(master, report.persistentVolumeClaim().claimName());
        }
        return report.s3() != null && report.s3().credentialsSecret() != null
                ? withCredentials(master, report.s3().credentialsSecret())
                : master;
    }

    private static PodTemplateSpec withClaim(PodTemplateSpec master, @Nullable String claim) {
        return new PodTemplateSpecBuilder(master)
                .editSpec()
                .editFirstContainer()
                .addToArgs("--report-volume", FOLDER)
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(FOLDER)
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName(VOLUME)
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .endVolume()
                .endSpec()
                .build();
    }

    /** Under the names that the runner shares with every tool for such stores. */
    private static PodTemplateSpec withCredentials(PodTemplateSpec master, String secret) {
        PodTemplateSpec result = new PodTemplateSpecBuilder(master).build();
        var container = result.getSpec().getContainers().getFirst();
        List<EnvVar> variables = Stream.concat(
                        container.getEnv().stream(),
                        Stream.of(
                                variable("AWS_ACCESS_KEY_ID", secret, "accessKeyId"),
                                variable("AWS_SECRET_ACCESS_KEY", secret, "secretAccessKey")))
                .toList();
        result.getSpec()
                .setContainers(List.of(
                        new ContainerBuilder(container).withEnv(variables).build()));
        return result;
    }

    private static EnvVar variable(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, null)
                .endValueFrom()
                .build();
    }
}
