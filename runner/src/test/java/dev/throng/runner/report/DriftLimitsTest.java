package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.verdict.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftLimitsTest {
    @Test
    void aRunThatIsTooShortToTellIsUncertain() {
        Result result = new SampleRun(60, List.of(), "{\"drift\": {}}").run().result();
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.verdict().reason()).isEqualTo("Uncertain");
        assertThat(result.verdict().message()).contains("spec.drift has limits", "ten minutes");
    }
}
