package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.plan.option.PlanOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The workflows in docs/ci.md: what is in them is YAML, and the commands exist. */
class CiDocsTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("throng/throng ((?:.*\\\\\n)*.*)");

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs/ci.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static List<Map<?, ?>> workflows() throws IOException {
        List<Map<?, ?>> workflows = new ArrayList<>();
        for (String block : blocks()) {
            Object read = new Load(LoadSettings.builder().build()).loadFromString(block);
            if (read instanceof Map<?, ?> map && map.containsKey("jobs")) {
                workflows.add(map);
            }
        }
        return workflows;
    }

    @Test
    void theWorkflowsRunNightlyAndOnPush() throws IOException {
        assertThat(workflows())
                .hasSize(3)
                .allSatisfy(workflow -> assertThat((Map<?, ?>) workflow.get("on"))
                        .extracting(Map::keySet)
                        .asString()
                        .contains("push", "schedule"));
    }

    @Test
    void everyCommandIsOneOfOurs() throws IOException {
        List<String> commands = blocks().stream()
                .flatMap(block -> COMMAND.matcher(block).results())
                .map(MatchResult::group)
                .map(command -> command.replace("\\\n", " ").replaceFirst("throng/throng ", ""))
                .toList();
        assertThat(commands)
                .hasSizeGreaterThan(3)
                .allSatisfy(command -> ThrongCommand.commandLine()
                        .parseArgs(Stream.of(command.strip().split("\\s+")).toArray(String[]::new)));
    }

    @Test
    void theTestIsValid() throws IOException {
        byte[] test = blocks().getFirst().getBytes(StandardCharsets.UTF_8);
        assertThat(TestFile.of("docs/ci.md", test).compile(PlanOptions.DEFAULTS).thresholds())
                .hasSize(2);
    }
}
