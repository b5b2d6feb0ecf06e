package dev.throng.operator.loadtest.act;

import dev.throng.api.status.ReportStatus;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.desired.RunObjects;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;

/** Reports in ConfigMaps: they belong to their LoadTest and outlive the run's other objects. */
final class ReportStore {
    /** What fits into an object of the API server, with room for its metadata. */
    static final int MOST_BYTES = 900 * 1024;

    private final KubernetesClient client;

    ReportStore(KubernetesClient client) {
        this.client = client;
    }

    ReportStatus store(RunId run, String name, byte[] report) {
        client.resource(configMap(run, name, report)).patch(Maker.APPLY);
        return new ReportStatus(name, null, null, (long) report.length);
    }

    private static ConfigMap configMap(RunId run, String name, byte[] report) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(run.namespace())
                .withLabels(run.labels())
                .addToLabels("throng.dev/report", "true")
                .addNewOwnerReference()
                .withApiVersion("throng.dev/v1")
                .withKind("LoadTest")
                .withName(run.loadTest())
                .withUid(run.uid())
                .endOwnerReference()
                .endMetadata()
                .addToBinaryData(RunObjects.REPORT_KEY, Base64.getEncoder().encodeToString(report))
                .build();
    }

    void remove(String namespace, String name) {
        client.configMaps().inNamespace(namespace).withName(name).delete();
    }
}
