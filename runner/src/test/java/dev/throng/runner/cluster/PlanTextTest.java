package dev.throng.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throng.runner.plan.PlanOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final String FILE = "kind: LoadTest\n# a comment\n";

    @Test
    void whatTheCommandLineSaidArrivesWithTheSeed() {
        PlanOptions said = PlanOptions.DEFAULTS
                .withTarget("http://localhost:1?a=b")
                .withUsers(7)
                .withSpawnRate(0.1)
                .withRunTime(Duration.ofMillis(90_500))
                .withScales(0.5, 2);
        String text = PlanText.of(FILE, said, 42);

        assertThat(text).endsWith(FILE);
        assertThat(PlanText.options(text, PlanOptions.DEFAULTS)).isEqualTo(said.withSeed(42));
    }

    @Test
    void whatIsOfThisMachineStays() {
        PlanOptions own = PlanOptions.DEFAULTS.withEnvironment(name -> "mine");
        assertThat(PlanText.options(PlanText.of(FILE, PlanOptions.DEFAULTS, 1), own)
                        .environment()
                        .apply("A"))
                .isEqualTo("mine");
    }

    @Test
    void aPlainFileHasNoOptions() {
        assertThat(PlanText.options(FILE, PlanOptions.DEFAULTS)).isEqualTo(PlanOptions.DEFAULTS);
    }

    @Test
    void anOptionOfALaterReleaseIsRefused() {
        assertThatThrownBy(() -> PlanText.options("#throng:moon=full\n" + FILE, PlanOptions.DEFAULTS))
                .hasMessageContaining("moon");
    }
}
