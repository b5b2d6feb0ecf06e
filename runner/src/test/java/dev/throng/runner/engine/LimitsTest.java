package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.engine.machine.Limits;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shapes;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Limits SMALL = new Limits(100, 1164);

    @Test
    void warnsOfARunThatNeedsMoreConnectionsThanThereAreDescriptors() {
        assertThat(SMALL.connections()).isEqualTo(1000);
        assertThat(SMALL.warning(plan(1000), 1)).isEmpty();
        assertThat(SMALL.warning(plan(1001), 1))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("1,001 users")
                        .contains("1,000 connections")
                        .contains("open-file limit 1,164"));
    }

    @Test
    void severalWorkersShareTheUsers() {
        assertThat(SMALL.warning(plan(2000), 2)).isEmpty();
        assertThat(SMALL.warning(plan(2001), 2)).isPresent();
    }

    @Test
    void anUnknownLimitIsNoProblem() {
        assertThat(new Limits(-1, -1).warning(plan(1_000_000), 1)).isEmpty();
    }

    @Test
    void thisProcessHasLimits() {
        assertThat(Limits.ofThisProcess().connections()).isPositive();
    }

    private static Plan plan(int users) {
        Plan plan = Plans.plan(URI.create("http://localhost"), Plans.users(Plans.get("/")));
        return new Plan(
                plan.name(),
                plan.spec(),
                plan.target(),
                plan.users(),
                Optional.of(Shapes.constant(users, 1)),
                plan.phases(),
                plan.http(),
                plan.thresholds(),
                plan.pools(),
                plan.counters(),
                plan.maxOpenUsers(),
                plan.gracePeriod(),
                plan.onWorkerLoss(),
                plan.workerLossTimeout(),
                plan.seed(),
                plan.secrets());
    }
}
