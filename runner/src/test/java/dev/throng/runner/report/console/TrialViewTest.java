package dev.throng.runner.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.witness.Seen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trial ends with. */
class TrialViewTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TrialView view =
            new TrialView(Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)), false);

    @Test
    void countsProblemsInTheCodeBesideRequests() {
        view.saw(exchange(""));
        view.problem("KeyError: 'id'", "  File \"a.py\", line 1");
        view.problem("KeyError: 'id'", "  File \"a.py\", line 2");

        assertThat(view.conclude(false)).isFalse();
        assertThat(last()).isEqualTo("DOES NOT WORK: 1 request, all as expected; 2 uncaught problems in the code");
    }

    @Test
    void countsRequestsOnlyOnce() {
        view.saw(exchange("status 500"));
        view.saw(exchange(""));

        assertThat(view.conclude(false)).isFalse();
        assertThat(last()).isEqualTo("DOES NOT WORK: 1 of 2 requests not as expected");
    }

    private String last() {
        return out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    }

    private static Seen exchange(String trouble) {
        return new Seen("Visitor", "home", "GET", List.of(), "", "", 200, 1, trouble, List.of());
    }
}
