package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes in what people bring from other tools: loads, data, flow, checks, connections. Each file has one, and beside it
 * stands what is said of it; {@code -Dgolden=write} writes that anew, to be read as somebody who does not know Throng.
 */
class BrokenSwitchersTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "throng", "runner", "cli", "broken");
    private static final Pattern PLACE = Pattern.compile("(?m)^[a-z0-9-]+\\.yaml:\\d+:\\d+: [^ ]+: .{8,}");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areMany() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("files")
    void areToldWithPlaceAndFix(Path file) throws IOException {
        StringWriter err = new StringWriter();
        int exitCode = ThrongCommand.commandLine().setErr(new PrintWriter(err)).execute("validate", file.toString());
        String said = err.toString().replace(FOLDER.toAbsolutePath() + "/", "").replace(FOLDER + "/", "");

        assertThat(exitCode).as(said).isEqualTo(2);
        assertThat(said).containsPattern(PLACE).doesNotContain("Exception").doesNotContain("\tat ");
        Path golden = FOLDER.resolve(file.getFileName().toString().replace(".yaml", ".txt"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, said);
        }
        assertThat(said).isEqualTo(Files.readString(golden));
    }
}
