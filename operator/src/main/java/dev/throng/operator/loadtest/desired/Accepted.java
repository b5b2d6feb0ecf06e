package dev.throng.operator.loadtest.desired;

import dev.throng.api.LoadTestSpec;
import dev.throng.operator.loadtest.RunId;
import java.time.Duration;
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
 */
public record Accepted(
        RunId run,
        LoadTestSpec spec,
        String plan,
        int workers,
        Duration startDeadline,
        Duration gracePeriod,
        Optional<Duration> length,
        Optional<String> baseline) {

    /** The same with another number of workers. */
    public Accepted withWorkers(int number) {
        return new Accepted(run, spec, plan, number, startDeadline, gracePeriod, length, baseline);
    }
}
