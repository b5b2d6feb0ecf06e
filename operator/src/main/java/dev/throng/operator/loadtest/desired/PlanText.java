package dev.throng.operator.loadtest.desired;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.RunPart;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The LoadTest as the file that a run's master and workers compile. */
public final class PlanText {
    private PlanText() {}

    /** The same for the same run part, so that its hash tells whether two processes run the same plan. */
    public static String of(RunId run, LoadTestSpec spec) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("apiVersion", "throng.dev/v1");
        file.put("kind", "LoadTest");
        file.putObject("metadata").put("name", run.loadTest());
        file.set("spec", RunPart.of(spec));
        return Serialization.asYaml(file);
    }
}
