package dev.throng.runner.engine.loop;

import dev.throng.runner.code.MetricKind;
import dev.throng.runner.stats.CustomMetric;
import dev.throng.runner.stats.Recorder;
import java.util.HashMap;
import java.util.Map;

/** The metrics of the scenario's own, as one loop measures them: the first ones are kept. Confined to the loop. */
final class CustomMetrics {
    private final Recorder recorder;
    private final Map<CustomMetric, Recorder.Timing> metrics = new HashMap<>();
    private boolean saidTooMany;

    CustomMetrics(Recorder recorder) {
        this.recorder = recorder;
    }

    void add(MetricKind kind, String name, double value) {
        CustomMetric metric = new CustomMetric(CustomMetric.Kind.valueOf(kind.name()), name);
        Recorder.Timing kept = metrics.get(metric);
        if (kept == null) {
            if (metrics.size() == CustomMetric.MOST) {
                tooMany(name);
                return;
            }
            kept = recorder.timing(metric.key());
            metrics.put(metric, kept);
        }
        double left = value;
        while (left > CustomMetric.LARGEST && kind == MetricKind.COUNTER) {
            kept.record(CustomMetric.nanos(CustomMetric.LARGEST));
            left -= CustomMetric.LARGEST;
        }
        kept.record(CustomMetric.nanos(left));
    }

    /** Said once: a name that is different each time is a mistake of the scenario's. */
    private void tooMany(String name) {
        if (!saidTooMany) {
            saidTooMany = true;
            String why = "there are more than " + CustomMetric.MOST + " metrics: " + name;
            recorder.exception(new IllegalStateException(why) + " and others are not kept", "");
        }
    }
}
