package dev.throng.runner.observe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a workload of Kubernetes needs of what it may have, by the metrics that the kubelet's cAdvisor and kube-state-metrics
 * usually give to Prometheus.
 *
 * @param kind {@code deployment}, {@code statefulset}, {@code daemonset} or {@code pod}
 */
record Workload(String namespace, String kind, String name) {

    /** Of {@code deployment/items}. */
    static Workload of(String namespace, String text) {
        int slash = text.indexOf('/');
        return new Workload(namespace, text.substring(0, slash).toLowerCase(Locale.ROOT), text.substring(slash + 1));
    }

    List<Question> questions(String called) {
        String pods = "namespace=\"" + namespace + "\",pod=~\"" + pods() + "\"";
        String cores = either(
                "sum(kube_pod_container_resource_limits{" + pods + ",resource=\"cpu\"})",
                of -> "sum(" + "container_spec_cpu_quota{" + of + "} / container_spec_cpu_period{" + of + "})");
        String bytes = either(
                "max(kube_pod_container_resource_limits{" + pods + ",resource=\"memory\"})",
                of -> "max(container_spec_memory_limit_bytes{" + of + "} > 0)");
        return List.of(
                new Question(
                        called + " CPU",
                        either(of -> "sum(rate(container_cpu_usage_seconds_total{" + of + "}[" + Question.WINDOW
                                        + "]))")
                                + " / " + cores,
                        Optional.of("1"),
                        true,
                        0.5,
                        false),
                new Question(
                        called + " CPU throttled",
                        either(of -> "sum(increase(container_cpu_cfs_throttled_periods_total{" + of + "}["
                                + Question.WINDOW + "])) / sum(increase(container_cpu_cfs_periods_total{" + of + "}["
                                + Question.WINDOW + "]))"),
                        Optional.empty(),
                        true,
                        0.5,
                        true),
                new Question(
                        called + " memory",
                        // Not the sample alone, which Prometheus goes on with for minutes when a pod has been replaced.
                        either(of -> "max(last_over_time(container_memory_working_set_bytes{" + of + "}["
                                        + Question.WINDOW + "]))")
                                + " / " + bytes,
                        Optional.of("1"),
                        true,
                        0,
                        false),
                new Question(
                        called + " restarts",
                        "sum(kube_pod_container_status_restarts_total{" + pods + "})",
                        Optional.empty(),
                        false,
                        0,
                        true),
                new Question(called + " replicas", replicas(), Optional.empty(), false, 0, true));
    }

    /** Of the containers; of whole pods where the kubelet tells nothing of containers, as with some runtimes. */
    private String either(UnaryOperator<String> expression) {
        String pods = "namespace=\"" + namespace + "\",pod=~\"" + pods() + "\",";
        return "(" + expression.apply(pods + "container!=\"\",container!=\"POD\"") + " or "
                + expression.apply(pods + "container=\"\",image=\"\"") + ")";
    }

    private String either(String first, UnaryOperator<String> otherwise) {
        return "(" + first + " or " + either(otherwise) + ")";
    }

    private String pods() {
        return switch (kind) {
            case "deployment" -> name + "-[a-z0-9]+-[a-z0-9]+";
            case "statefulset" -> name + "-[0-9]+";
            case "daemonset" -> name + "-[a-z0-9]+";
            default -> name;
        };
    }

    private String replicas() {
        String which = "{namespace=\"" + namespace + "\"," + kind + "=\"" + name + "\"}";
        return switch (kind) {
            case "deployment" -> "sum(kube_deployment_status_replicas_available" + which + ")";
            case "statefulset" -> "sum(kube_statefulset_status_replicas_ready" + which + ")";
            case "daemonset" -> "sum(kube_daemonset_status_number_ready" + which + ")";
            default -> "count(kube_pod_info{namespace=\"" + namespace + "\",pod=\"" + name + "\"})";
        };
    }

    /** By how often it is scraped, rates look back. */
    String samples() {
        return either(of -> "max(count_over_time(container_cpu_usage_seconds_total{" + of + "}[1m]))");
    }
}
