package dev.throng.operator.loadtest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.operator.loadtest.observe.Trouble.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class TroublesTest {
    @Test
    void whatIsWrongWithTheInputIsSaidAsWhoWroteItKnowsIt() {
        Pod pod = ended(2, """
                throng: /etc/throng/plan/loadtest.yaml:10:15: in line 3, column 29 of Scenario.java: cannot find symbol
                    @Task void list() { client.got("/"); }
                                              ^
                /etc/throng/plan/loadtest.yaml:10:15: in line 9, column 1 of Scenario.java: class expected
                """);
        assertThat(Troubles.of(pod))
                .contains(new Trouble(
                        Reason.InvalidInput,
                        "in line 3, column 29 of Scenario.java: cannot find symbol | @Task void list() { client.got(\"/\"); }"
                                + " | in line 9, column 1 of Scenario.java: class expected"));
    }

    @Test
    void ofManyMistakesTheFirstAreSaid() {
        String message = Troubles.of(ended(2, "throng: the first\n" + "another\n".repeat(500)))
                .orElseThrow()
                .message();
        assertThat(message).startsWith("the first | another").hasSize(1000).endsWith("…");
    }

    @Test
    void whatEndsOtherwiseIsSaidByItsLastLines() {
        assertThat(Troubles.of(ended(3, "one\ntwo\n\tat dev.throng.Main.main(Main.java:1)\nthree\n\nfour\n")))
                .contains(new Trouble(
                        Reason.ContainerFailed,
                        "pod run-1-master-x: container runner ended with code 3: two | three | four"));
    }

    private static Pod ended(int code, String message) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("run-1-master-x")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("runner")
                .withNewState()
                .withNewTerminated()
                .withExitCode(code)
                .withReason("Error")
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
