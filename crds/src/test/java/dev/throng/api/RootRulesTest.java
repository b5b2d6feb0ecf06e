package dev.throng.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.RootRules.RootRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootRulesTest {
    private static final String FROZEN = RootRules.ofLoadTest().getLast().cel();

    @Test
    void freezesAllButWhatNoRunDependsOn() {
        assertThat(FROZEN)
                .contains("self.spec.target==oldSelf.spec.target")
                .contains("self.spec.scenario==oldSelf.spec.scenario")
                .contains("self.spec.pods==oldSelf.spec.pods")
                .doesNotContain("self.spec.abort")
                .doesNotContain("self.spec.suspend")
                .doesNotContain("self.spec.rerun")
                .doesNotContain("self.spec.historyLimit")
                .doesNotContain("self.spec.ttlSecondsAfterFinished");
    }

    @Test
    void freezesOnlyWhileTheRunIsUnderWay() {
        assertThat(FROZEN).contains("in ['Starting', 'Running', 'Stopping']");
    }

    @Test
    void aSchedulesNameLeavesRoomForItsLoadTests() {
        List<RootRule> rules = RootRules.ofSchedule();
        assertThat(rules).hasSize(1);
        assertThat(rules.getFirst().cel()).startsWith("self.metadata.name.size() <= 36 ");
    }
}
