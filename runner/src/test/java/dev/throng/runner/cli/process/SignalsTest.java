package dev.throng.runner.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final List<String> heard = new ArrayList<>();
    private final Signals signals = new Signals(code -> heard.add("ask " + code), code -> heard.add("hurry " + code));

    @Test
    void theSecondSignalHurries() {
        signals.received(ExitCode.INTERRUPTED);
        signals.received(ExitCode.TERMINATED);
        assertThat(heard).containsExactly("ask 130", "hurry 143");
    }

    @Test
    void whoGoesOnAfterAllIsAskedAgain() {
        signals.received(ExitCode.INTERRUPTED);
        signals.forget();
        signals.received(ExitCode.INTERRUPTED);
        assertThat(heard).containsExactly("ask 130", "ask 130");
    }
}
