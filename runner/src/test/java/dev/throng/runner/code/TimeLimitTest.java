package dev.throng.runner.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> givenUp = new CompletableFuture<>();
    private final Endable scenario = new Endable();

    private TimeLimit limit(long millis) {
        return new TimeLimit(
                Duration.ofMillis(millis), Duration.ofMillis(20), Duration.ofMillis(50), told::add, givenUp::complete);
    }

    /** Code that looks whether it is to end, as the checkpoints of scenarios in Java do. */
    private static final class Endable implements Scenario {
        volatile String why = "";
        volatile boolean spared;

        @Override
        public List<UserKind> users() {
            return List.of();
        }

        @Override
        public void end(Thread user, String message) {
            why = message;
        }

        @Override
        public void spare() {
            spared = true;
        }
    }

    @Test
    void leavesWhatComesBackAlone() throws Exception {
        assertThat(limit(60_000).<String>call(scenario, "the hook", () -> "done"))
                .isEqualTo("done");
        assertThat(scenario.why).isEmpty();
        assertThat(scenario.spared).isFalse();
    }

    @Test
    void givesOnWhatTheCodeThrows() {
        assertThatThrownBy(() -> limit(60_000).call(scenario, "the hook", () -> {
                    throw new IllegalStateException("its own");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("its own");
    }

    @Test
    void endsCodeThatComputesForEver() {
        assertThatThrownBy(() -> limit(100).call(scenario, "the hook", () -> {
                    while (scenario.why.isEmpty()) {
                        Thread.onSpinWait();
                    }
                    throw new AssertionError("ended at a checkpoint");
                }))
                .hasToString("the hook took longer than 100 ms");
        assertThat(scenario.spared).isTrue();
        assertThat(told).isNotEmpty().allMatch(line -> line.startsWith("still in the hook after "));
        assertThat(givenUp).isNotDone();
    }

    @Test
    void endsCodeThatWaitsForEver() {
        assertThatThrownBy(() -> limit(100).call(scenario, "the hook", () -> {
                    new CountDownLatch(1).await();
                    return "";
                }))
                .hasToString("the hook took longer than 100 ms");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void givesUpWhatCannotBeEnded() {
        assertThatThrownBy(() -> limit(100).call(scenario, "the hook", () -> {
                    while (!givenUp.isDone()) {
                        Thread.onSpinWait();
                    }
                    return "late";
                }))
                .hasToString("the hook took longer than 100 ms");
        assertThat(givenUp.orTimeout(10, TimeUnit.SECONDS).join())
                .isEqualTo("the hook took longer than 100 ms; it cannot be ended there");
    }
}
