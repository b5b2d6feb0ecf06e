package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First files are right as they are written. */
class NewTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter err = new StringWriter();

    private int make(String... args) {
        return ThrongCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "schedule"})
    void aFirstFileIsValid(String kind) {
        Path file = folder.resolve("first.yaml");
        assertThat(make("new", kind, file.toString())).isZero();
        assertThat(LoadTestReader.read(file)).isInstanceOf(Reading.Accepted.class);
        assertThat(make("validate", file.toString())).isZero();
        assertThat(make("new", kind, file.toString())).as("it is there already").isEqualTo(2);
    }

    @Test
    void aDescriptionOfAnApiMakesOne() throws Exception {
        Path api = Files.writeString(folder.resolve("api.yaml"), """
                openapi: 3.0.0
                paths: {/items: {get: {}}}
                """);
        Path file = folder.resolve("shop.yaml");
        assertThat(make("new", "yaml", file.toString(), "--openapi", api.toString()))
                .as(err.toString())
                .isZero();
        assertThat(file).content().contains("name: \"GET /items\"");
        assertThat(make("new", "java", "--openapi", api.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--openapi makes a LoadTest");
    }
}
