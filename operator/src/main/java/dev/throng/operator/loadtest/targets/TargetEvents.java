package dev.throng.operator.loadtest.targets;

import dev.throng.api.verdict.ObserveSpec;
import dev.throng.runner.report.Result;
import dev.throng.runner.verdict.saturation.Mark;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Marks results with what happened to the workloads that their LoadTests observe. Blocks on the API server. */
public final class TargetEvents {
    private static final int FORBIDDEN = 403;
    private static final int MOST = 100;
    private static final long MOST_READ = 2_000;

    private final KubernetesClient client;

    public TargetEvents(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param observed what the LoadTest observes; nothing is asked for when no workload is among it
     * @param namespace the LoadTest's
     */
    public Result marked(Result result, List<ObserveSpec> observed, String namespace) {
        List<Mark> marks = new ArrayList<>();
        for (Target target : Target.of(observed, namespace)) {
            marks.addAll(marks(result, target));
        }
        return result.marked(marks.stream()
                .sorted(Comparator.comparingDouble(Mark::second))
                .limit(MOST)
                .toList());
    }

    private List<Mark> marks(Result result, Target target) {
        try {
            List<Pod> pods =
                    client.pods().inNamespace(target.namespace()).list(few()).getItems();
            List<Event> events = client.v1()
                    .events()
                    .inNamespace(target.namespace())
                    .list(few())
                    .getItems();
            return new Marks(result.startedAt(), result.finishedAt()).of(target, pods, events);
        } catch (KubernetesClientException e) {
            if (e.getCode() != FORBIDDEN) {
                throw e;
            }
            return List.of(new Mark(
                    0,
                    "Forbidden",
                    "pods and events of " + target.kind() + "/" + target.name() + " in namespace " + target.namespace()
                            + " could not be read: the operator has no rights there",
                    false));
        }
    }

    private static io.fabric8.kubernetes.api.model.ListOptions few() {
        return new ListOptionsBuilder().withLimit(MOST_READ).build();
    }
}
