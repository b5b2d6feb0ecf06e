package dev.throng.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {
    @TempDir
    Path folder;

    private Rows open(Format format, String text) throws IOException, DataException {
        return DataFiles.open(Files.writeString(Files.createTempFile(folder, "rows", ""), text), format);
    }

    @Test
    void commaSeparatedValuesMayHoldCommasQuotesAndLines() throws Exception {
        Rows rows = open(
                Format.CSV,
                "\uFEFFid,full name,note\r\n1,\"Doe, Jane\",\"said \"\"no\"\"\"\r\n2,Ünal,\"two\nlines\"\r\n");

        assertThat(rows.columns()).containsExactly("id", "full name", "note");
        assertThat(rows.count()).isEqualTo(2);
        assertThat(rows.row(0).get("full name").asText()).isEqualTo("Doe, Jane");
        assertThat(rows.row(0).get("note").asText()).isEqualTo("said \"no\"");
        assertThat(rows.row(1).get("note").asText()).isEqualTo("two\nlines");
    }

    @Test
    void tabsSeparateToo() throws Exception {
        assertThat(open(Format.TSV, "a\tb\n1,5\t2\n").row(0).toString()).isEqualTo("{\"a\":\"1,5\",\"b\":\"2\"}");
    }

    @Test
    void columnsThatHaveNamesAlreadyLeaveTheFirstLineARow() throws Exception {
        Path file = Files.writeString(folder.resolve("rows"), "me;\"a;b\"\nyou;c\n");
        Rows rows = DataFiles.open(file, Format.CSV, new Table(';', List.of("user", "password")));

        assertThat(rows.columns()).containsExactly("user", "password");
        assertThat(rows.count()).isEqualTo(2);
        assertThat(rows.row(0).toString()).isEqualTo("{\"user\":\"me\",\"password\":\"a;b\"}");
        assertThat(rows.row(1).get("user").asText()).isEqualTo("you");
        assertThatThrownBy(() -> DataFiles.open(file, Format.CSV, new Table(';', List.of("user"))))
                .isInstanceOf(DataException.class)
                .hasMessage("line 1: has 2 fields, while columns names 1");
    }

    @Test
    void jsonKeepsItsTypes() throws Exception {
        Rows array = open(Format.JSON, "[{\"id\": 7, \"tags\": [\"a\"]},\n {\"id\": 8}]");
        Rows lines = open(Format.JSONL, "{\"id\": 7, \"tags\": [\"a\"]}\n\n{\"id\": 8}\n");

        for (Rows rows : new Rows[] {array, lines}) {
            assertThat(rows.count()).isEqualTo(2);
            assertThat(rows.columns()).containsExactly("id", "tags");
            assertThat(rows.row(0).get("id").isIntegralNumber()).isTrue();
            assertThat(rows.row(1).get("id").asInt()).isEqualTo(8);
        }
    }

    @Test
    void anyRowOfALongFileIsFoundInAnyOrder() throws Exception {
        for (Format format : Format.values()) {
            Path file = folder.resolve("long." + format);
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write(
                        format == Format.CSV
                                ? "n,é\n"
                                : format == Format.TSV ? "n\té\n" : format == Format.JSON ? "[" : "");
                for (int n = 0; n < 20_000; n++) {
                    String row = switch (format) {
                        case CSV -> n + ",\"" + "ü\n".repeat(n % 3) + "\"\n";
                        case TSV -> n + "\tx\n";
                        case JSON ->
                            (n == 0 ? "" : ",\n") + "{\"n\": \"" + n + "\", \"é\": \"" + "ü".repeat(n % 5) + "\"}";
                        case JSONL -> "{\"n\": \"" + n + "\", \"é\": [{}]}\n";
                    };
                    out.write(row);
                }
                out.write(format == Format.JSON ? "]" : "");
            }
            Rows rows = DataFiles.open(file, format);
            SplittableRandom random = new SplittableRandom(1);

            assertThat(rows.count()).as("%s", format).isEqualTo(20_000);
            for (int i = 0; i < 2_000; i++) {
                int n = random.nextInt(20_000);
                assertThat(rows.row(n).get("n").asText()).as("%s", format).isEqualTo(Integer.toString(n));
            }
            assertThat(rows.row(19_999).get("n").asText()).isEqualTo("19999");
        }
    }

    @Test
    void whatIsNoDataIsSaidWithItsLine() {
        assertRefused(Format.CSV, "", "holds no rows");
        assertRefused(Format.CSV, "a,b\n", "holds no rows");
        assertRefused(Format.CSV, "a,b\n1,2\n3\n", "line 3: has 1 fields, while the first line names 2 columns");
        assertRefused(Format.CSV, "a,a\n1,2\n", "line 1: two columns are called a");
        assertRefused(Format.CSV, "a,\n1,2\n", "line 1: a column has no name");
        assertRefused(Format.JSON, "{}", "is no JSON array of objects");
        assertRefused(Format.JSON, "[{},\n 7]", "line 2: a row is an object, not 7");
        assertRefused(Format.JSON, "[{},\n {\"a\": }]", "line 2: ");
        assertRefused(Format.JSONL, "{}\n[]\n", "line 2: a row is an object");
        assertRefused(Format.JSONL, "{}\n{\"a\n", "line 2: ");
    }

    private void assertRefused(Format format, String text, String words) {
        assertThatThrownBy(() -> open(format, text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(words);
    }
}
