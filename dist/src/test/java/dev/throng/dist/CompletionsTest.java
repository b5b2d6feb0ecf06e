package dev.throng.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.kubectl.KubectlCommand;
import dev.throng.runner.cli.ThrongCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completions name the commands that there are; kubectl's script is run as kubectl runs it. */
class CompletionsTest {
    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void write() throws IOException {
        script = folder.resolve("kubectl_complete-throng");
        Launcher.executable(script, KubectlCompletion.of(KubectlCommand.commandLine()));
        // Stands for kubectl: tells what it was asked, and has two of it.
        Launcher.executable(folder.resolve("kubectl"), """
                #!/bin/sh
                echo "$*" >>"%s/asked"
                printf 'x/one\\nx/two\\n'
                """.formatted(folder));
    }

    @Test
    void fishKnowsEveryCommandAndItsOptions() {
        assertThat(FishCompletion.of(ThrongCommand.commandLine()).lines())
                .contains("complete -c throng -n '__fish_use_subcommand' -a validate"
                        + " -d 'Checks LoadTest files without running them'")
                .anyMatch(
                        line -> line.startsWith(
                                "complete -c throng -n '__fish_seen_subcommand_from validate' -l format -x -a 'text github sarif'"))
                .anyMatch(
                        line -> line.startsWith("complete -c throng -n '__fish_seen_subcommand_from run' -l json -rF"))
                .noneMatch(line -> line.contains("rehearse"));
    }

    @Test
    void kubectlIsGivenCommandsWithAWordOfExplanation() throws Exception {
        assertThat(complete("")).contains("abort\tEnds a run that is under way", ":4");
        assertThat(complete("schedule", "")).first().asString().startsWith("run\t");
    }

    @Test
    void optionsAreThoseOfTheCommand() throws Exception {
        assertThat(complete("open", "--")).anyMatch(line -> line.startsWith("--no-browser\t"));
        assertThat(complete("logs", "--")).noneMatch(line -> line.startsWith("--no-browser\t"));
    }

    @Test
    void namesComeFromTheNamespaceThatIsMeant() throws Exception {
        assertThat(complete("open", "-n", "shop", "")).containsExactly("one", "two", ":4");
        assertThat(complete("schedule", "run", "")).containsExactly("one", "two", ":4");
        assertThat(Files.readAllLines(folder.resolve("asked")))
                .containsExactly(
                        "get -n shop loadtests.throng.dev --output name",
                        "get loadtestschedules.throng.dev --output name");
    }

    @Test
    void whatIsRunIsAFile() throws Exception {
        assertThat(complete("run", "")).containsExactly(":0");
        assertThat(complete("run", "--name", "run", "--html", "")).containsExactly(":0");
    }

    private List<String> complete(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
