package dev.throng.operator.loadtest.desired;

import dev.throng.api.LoadTestSpec;
import dev.throng.operator.loadtest.RunId;
import dev.throng.runner.verdict.history.Past;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A LoadTest that is to run.
 *
 * @param spec self-contained: what it took from ConfigMaps stands in it
 * @param plan the same as the YAML that master and workers compile
 * @param workers how many
 * @param startDeadline how long the workers may take to be there
 * @param gracePeriod how long users may finish at the end
 * @param length of the load; empty when only {@code spec.abort} ends it
 * @param baseline the ConfigMap with the report of the earlier run that it is compared with
 * @param past earlier runs that did the same at the same load, the oldest first
 */
public record Accepted(
        RunId run,
        LoadTestSpec spec,
        String plan,
        int workers,
        Duration startDeadline,
        Duration gracePeriod,
        Optional<Duration> length,
        Optional<String> baseline,
        List<Past> past) {

    /** The same with another number of workers. */
    public Accepted withWorkers(int number) {
        return new Accepted(run, spec, plan, number, startDeadline, gracePeriod, length, baseline, past);
    }
}
