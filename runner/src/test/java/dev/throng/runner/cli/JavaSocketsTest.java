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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSockets, as scenarios in Java speak over them. */
@Timeout(120)
class JavaSocketsTest {
    @Test
    void whatIsSaidAndWaitedForIsCounted() throws Exception {
        Path source = Path.of("src", "test", "resources", "dev", "throng", "runner", "cli", "ChatWords.java");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            Map<String, String> files = Map.of("ChatWords.java", Files.readString(source));
            Result result = measured(() -> JavaRun.of(files, target.port(), 1, 1));

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.failures())
                    .extracting(Result.Failure::message)
                    .anyMatch(message -> message.startsWith("took "))
                    .contains(
                            "no such message within 1 s, the last one: $.n missing",
                            "java.lang.IllegalStateException: own",
                            "no WebSocket is open",
                            "status 404, expected 101")
                    .hasSize(7);
            assertThat(rows(result))
                    .containsEntry("GET chat", 1L)
                    .containsEntry("MESSAGE ask", 1L)
                    .containsEntry("MESSAGE say", 5L)
                    .containsEntry("MESSAGE fifth", 1L)
                    .containsEntry("MESSAGE missing", 1L)
                    .containsEntry("MESSAGE ticks", 20L)
                    .containsEntry("MESSAGE thrown", 1L)
                    .containsEntry("MESSAGE within", 1L)
                    .containsEntry("MESSAGE closed within", 1L)
                    .containsEntry("CLOSE bye", 1L)
                    .containsEntry("GET refused", 1L)
                    .containsEntry("MESSAGE left open", 1L)
                    .containsEntry("MESSAGE leaves", 1L);
            assertThat(count(result, "GROUP:chat session")).isEqualTo(1);
            assertThat(sum(result, "COUNTER:chat messages sent")).isEqualTo(31);
            assertThat(sum(result, "COUNTER:chat messages received")).isEqualTo(31);
            assertThat(count(result, "GROUP:left open session")).isEqualTo(1);
        }
    }

    @Test
    void theSampleSaysWhatItSays() throws Exception {
        String source = Files.readString(Path.of("..", "k8s", "samples", "java", "Chat.java"))
                .replace("between(0.1, 0.5)", "between(0.001, 0.005)")
                .replace("10, Duration.ofSeconds(1), name", "100, Duration.ofMillis(100), name");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            Result result = JavaRun.of(Map.of("Chat.java", source), target.port(), 2, 3);

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.failures()).isEmpty();
            assertThat(rows(result))
                    .isEqualTo(Map.of(
                            "GET chat", 6L,
                            "MESSAGE join", 6L,
                            "MESSAGE say", 6L,
                            "MESSAGE news", 6L,
                            "MESSAGE ticks", 60L,
                            "CLOSE chat", 6L));
            assertThat(target.answered()).isEqualTo(6);
            assertThat(count(result, "GROUP:chat session")).isEqualTo(6);
            assertThat(sum(result, "COUNTER:chat messages sent")).isEqualTo(72);
            assertThat(sum(result, "COUNTER:chat messages received")).isEqualTo(72);
            assertThat(sum(result, "COUNTER:joined joined")).isEqualTo(6);
        }
    }

    private static Map<String, Long> rows(Result result) {
        return result.names().stream()
                .collect(Collectors.toMap(
                        row -> row.key().method() + " " + row.key().name(), Result.NameResult::requests));
    }
}
