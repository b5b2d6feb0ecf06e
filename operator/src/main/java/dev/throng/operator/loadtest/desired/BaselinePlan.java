package dev.throng.operator.loadtest.desired;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.Optional;

/**
 * What a master's pod needs to compare its run with an earlier one.
 *
 * @param configMap that holds the earlier run's report
 */
record BaselinePlan(Optional<String> configMap) {
    private static final String VOLUME = "baseline";
    private static final String FOLDER = "/etc/throng/baseline";

    PodTemplateSpec on(PodTemplateSpec master) {
        return configMap.map(name -> with(master, name)).orElse(master);
    }

    private static PodTemplateSpec with(PodTemplateSpec master, String name) {
        return new PodTemplateSpecBuilder(master)
                .editSpec()
                .editFirstContainer()
                .addToArgs("--baseline", FOLDER + "/" + RunObjects.REPORT_KEY)
                .addNewVolumeMount()
                .withName(VOLUME)
                .withMountPath(FOLDER)
                .withReadOnly(true)
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName(VOLUME)
                .withNewConfigMap()
                .withName(name)
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build();
    }
}
