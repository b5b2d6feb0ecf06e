package dev.throng.runner.cli;

import static dev.throng.runner.cli.JavaRun.count;
import static dev.throng.runner.cli.JavaRun.measured;
import static dev.throng.runner.cli.JavaRun.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.report.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams, as scenarios in Java read them. */
@Timeout(120)
class JavaStreamsTest {
    @Test
    void streamsAreReadAsTheyAreAskedFor() throws Exception {
        Path source = Path.of("src", "test", "resources", "dev", "throng", "runner", "cli", "StreamWords.java");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            Map<String, String> files = Map.of("StreamWords.java", Files.readString(source));
            Result result = measured(() -> JavaRun.of(files, target.port(), 1, 1));

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.failures())
                    .extracting(Result.Failure::message)
                    .containsExactlyInAnyOrder(
                            "the stream ended after 3 events, expected 5", "no event for 1 s", "only 1");
            assertThat(count(result, "TIME:all first event")).isEqualTo(1);
            assertThat(count(result, "TIME:all between events")).isEqualTo(2);
            assertThat(count(result, "COUNTER:rows lines")).isEqualTo(1);
            assertThat(count(result, "TIME:unkept first piece")).isEqualTo(1);
        }
    }

    @Test
    void theSampleMeasuresTokensAsTheServerSendsThem() throws Exception {
        String source = Files.readString(Path.of("..", "k8s", "samples", "java", "LanguageModel.java"))
                .replace("between(0.1, 0.5)", "between(0.001, 0.005)")
                .replace("every=50", "every=1");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            long[] before = new long[1];
            Result result = measured(() -> {
                before[0] = target.answered();
                return JavaRun.of(Map.of("LanguageModel.java", source), target.port(), 2, 8);
            });

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.total().failures()).isZero();
            assertThat(result.total().requests()).isEqualTo(16).isEqualTo(target.answered() - before[0]);
            long chats = count(result, "TIME:chat first token");
            assertThat(chats).isBetween(1L, 16L);
            assertThat(count(result, "TIME:news first event")).isEqualTo(16 - chats);
            assertThat(count(result, "TIME:news between events")).isEqualTo(9 * (16 - chats));
            // What the server says it has sent is what was counted, less the first of each.
            assertThat(sum(result, "COUNTER:tokens of the model"))
                    .isEqualTo(sum(result, "COUNTER:chat tokens"))
                    .isEqualTo(count(result, "TIME:chat between tokens") + chats);
        }
    }
}
