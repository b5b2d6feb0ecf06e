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

    /** Where nobody says how many, a search for their number makes no more. */
    private static final int MOST_FOUND = 20;

    /** Whether the number of workers is found out first; until then it is the one to fall back on. */
    public boolean calibrates() {
        return Boolean.TRUE.equals(spec.calibrate());
    }

    /** The most workers that there may be; empty when their number stays. */
    public static Optional<Integer> most(LoadTestSpec spec) {
        boolean calibrates = Boolean.TRUE.equals(spec.calibrate());
        return Optional.ofNullable(spec.maxWorkers()).or(() -> calibrates ? Optional.of(MOST_FOUND) : Optional.empty());
    }

    /** The same with so many workers, or with the most that there may be. */
    public Accepted calibrated(int number) {
        return withWorkers(Math.clamp(number, 1, most(spec).orElse(number)));
    }

    /** The same with another number of workers. */
    public Accepted withWorkers(int number) {
        return new Accepted(run, spec, plan, number, startDeadline, gracePeriod, length, baseline, past);
    }
}
