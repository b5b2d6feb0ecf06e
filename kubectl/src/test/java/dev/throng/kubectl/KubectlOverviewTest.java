package dev.throng.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KubectlOverviewTest {
    @Test
    @DisplayName("the page that is made of constants is the one that the commands' annotations make")
    void samePage() {
        assertThat(KubectlCommand.commandLine("--help").getUsageMessage())
                .isEqualTo(KubectlCommand.commandLine().getUsageMessage())
                .contains("schedule", "Exit codes", "Start with:");
    }

    @Test
    void theOneThatIsCalledIsMadeAlone() {
        assertThat(KubectlCommand.commandLine("schedule", "run", "nightly").getSubcommands())
                .containsOnlyKeys("schedule");
    }
}
