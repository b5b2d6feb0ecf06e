package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are something else, are broken or cannot be written: what is wrong is said, and nothing is left behind. */
class ImportCommandTest {
    private static final String RECORDING = """
            {"log": {"entries": [{"request": {"method": "GET", "url": "http://h/a"}, "response": {"status": 200}}]}}""";

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String line) {
        String[] words = Stream.concat(
                        Stream.of("import"), Stream.of(line.split(" ")).map(word -> word.replace("@", folder + "/")))
                .toArray(String[]::new);
        return ThrongCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("ok.har"), RECORDING);
        Files.writeString(folder.resolve("cut.har"), "{\"log\": {\"entries\": [");
        Files.writeString(folder.resolve("empty"), "");
        Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xFF});
        Files.writeString(folder.resolve("old.json"), "{\"requests\": [], \"id\": \"https://www.getpostman.com/\"}");
        Files.writeString(folder.resolve("bomb.yaml"), bomb());
        Files.writeString(folder.resolve("deep.yaml"), "openapi: 3.0.0\na: " + "[".repeat(100_000));
        Files.writeString(folder.resolve("long.log"), "x".repeat(1_000_000));
        String line = "10.0.0.%d - - [01/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n";
        Files.writeString(folder.resolve("one.log"), line.formatted(1).repeat(2));
        Files.writeString(folder.resolve("once.log"), line.formatted(1) + line.formatted(2));
        Files.writeString(folder.resolve("there.yaml"), "mine");
        Files.createDirectory(folder.resolve("directory"));
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("openapi: 3.0.0\na: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(("*" + (char) (c - 1) + ", ").repeat(10)).append("x]\n");
        }
        return bomb.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @empty                        | can't be told what it is
            @picture.png                  | can't be told what it is
            har @picture.png              | is no JSON
            jmx @picture.png              | is no XML
            openapi @picture.png          | is no YAML
            @cut.har                      | cut.har:1:22: is no JSON: Unexpected end-of-input
            @old.json                     | version 1
            openapi @bomb.yaml            | counting what its aliases stand for
            k6-testrun @bomb.yaml         | counting what its aliases stand for
            openapi @deep.yaml            | too deep
            accesslog @long.log           | no line of it is an access log's
            accesslog @ok.har             | no line of it is an access log's
            har @directory                | can't be read
            @missing.har                  | is not there
            har                           | which file?
            har @ok.har @ok.har           | one file at a time
            @ok.har -o @there.yaml        | is there already
            @ok.har -o @nowhere/made.yaml | there is no folder
            @ok.har -H nonsense           | expected a base URL
            @ok.har --model sessions      | --model is for accesslog only
            @one.log --model sessions     | from one address
            @once.log --model sessions    | no client in it came again
            @once.log --model users       | arrivals, sessions
            """)
    void whatIsWrongIsSaid(String line, String words) throws Exception {
        long before = count();

        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString()).contains(words).doesNotContain("Exception").doesNotContain("REDACTED");
        assertThat(out.toString()).isEmpty();
        assertThat(count()).isEqualTo(before);
        assertThat(folder.resolve("there.yaml")).hasContent("mine");
    }

    @Test
    void whatIsWrittenIsSaid() throws Exception {
        assertThat(run("@ok.har -o @made.yaml")).isZero();
        assertThat(out.toString()).contains("throng try " + folder + "/made.yaml");
        assertThat(folder.resolve("made.yaml")).content().contains("get: \"/a\"");
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.count();
        }
    }
}
