package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LocustOptionsTest {
    @Test
    void readsLocustsCommandLine() {
        LocustOptions options = parsed(
                Map.of(),
                null,
                "-f",
                "a.py,b.py",
                "-u",
                "100",
                "-r",
                "2.5",
                "-t",
                "1h20m",
                "--headless",
                "-T",
                "smoke",
                "slow",
                "--csv=out");

        assertThat(options.files).containsExactly("a.py", "b.py");
        assertThat(options.users).isEqualTo(100);
        assertThat(options.spawnRate).isEqualTo(2.5);
        assertThat(options.runTime).isEqualTo("1h20m");
        assertThat(options.headless).isTrue();
        assertThat(options.tags).containsExactly("smoke", "slow");
        assertThat(options.csv).isEqualTo("out");
    }

    @Test
    void leavesTheFilesOwnOptionsAndUserClassesToTheFile() {
        String[] arguments = {"locust", "-f", "a.py", "--own-option", "7", "-u", "3", "UserA"};
        CommandLine.ParseResult locust =
                ThrongCommand.commandLine(arguments).parseArgs(arguments).subcommand();

        assertThat(locust.unmatched()).containsExactly("--own-option", "7", "UserA");
    }

    @Test
    void takesVariablesBeforeFilesAndTheCommandLineBeforeBoth(@TempDir Path folder) throws IOException {
        Path config = folder.resolve("test.conf");
        Files.writeString(config, """
                # as Locust has it
                host = http://from-file
                users: 7
                spawn-rate = 3
                headless = true
                """);
        Map<String, String> variables =
                Map.of("LOCUST_USERS", "8", "LOCUST_MODE_WORKER", "true", "LOCUST_RUN_TIME", "5m");

        LocustOptions options = parsed(variables, config.toString(), "-r", "4");

        assertThat(options.host).isEqualTo("http://from-file");
        assertThat(options.users).isEqualTo(8);
        assertThat(options.spawnRate).isEqualTo(4);
        assertThat(options.runTime).isEqualTo("5m");
        assertThat(options.headless).isTrue();
        assertThat(options.worker).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # verdict, Locust's, thresholds, exit code
            0,   0, false, 0
            0,   1, false, 1
            0,   0, true,  0
            1,   0, true,  1
            2,   0, false, 2
            3,   1, false, 3
            4,   0, false, 0
            4,   0, true,  4
            4,   1, true,  1
            5,   0, true,  5
            5,   7, false, 7
            130, 0, true,  0
            143, 0, false, 0
            143, 7, false, 7
            """)
    void exitCodesAreLocustsUnlessThresholdsSayMore(int verdict, int locusts, boolean thresholds, int exitCode) {
        assertThat(LocustCommand.exitCode(verdict, locusts, thresholds)).isEqualTo(exitCode);
    }

    private static LocustOptions parsed(Map<String, String> variables, @Nullable String config, String... arguments) {
        LocustOptions options = new LocustOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new LocustDefaults(variables::get, config))
                .parseArgs(arguments);
        return options;
    }
}
