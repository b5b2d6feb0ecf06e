package dev.throng.operator.loadtest.observe;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.operator.loadtest.follow.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** When a fleet at its limit gets more workers: half as many again each time, as long as that helps nothing. Pure. */
final class Growth {
    /** How long the generator has been the bottleneck before anything is done. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long new workers may take to show that they help. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private Growth() {}

    /**
     * How many workers there are to be now; empty when as many as there are.
     *
     * @param most of them; null when their number stays
     */
    static Optional<Integer> due(
            Optional<Integer> most, LoadTestStatus last, Present present, Optional<Progress> said, Instant now) {
        int there = present.wanted();
        boolean pressed = said.filter(progress -> progress.state() == Progress.State.RUNNING
                        && !progress.unhealthy().isEmpty()
                        && progress.ready() >= there)
                .isPresent();
        if (most.filter(limit -> there < limit).isEmpty() || !pressed) {
            return Optional.empty();
        }
        boolean patient = unhealthySince(last)
                .filter(since -> !since.plus(PATIENCE).isAfter(now))
                .isPresent();
        boolean settled = present.newest()
                .filter(made -> made.plus(SETTLING).isAfter(now))
                .isEmpty();
        return patient && settled ? Optional.of(Math.min(most.get(), there + (there + 1) / 2)) : Optional.empty();
    }

    private static Optional<Instant> unhealthySince(LoadTestStatus last) {
        List<Condition> conditions = last.conditions() == null ? List.of() : last.conditions();
        return conditions.stream()
                .filter(condition ->
                        "GeneratorHealthy".equals(condition.type()) && condition.status() == ConditionStatus.False)
                .map(condition -> Instant.parse(Objects.requireNonNull(condition.lastTransitionTime())))
                .findFirst();
    }
}
