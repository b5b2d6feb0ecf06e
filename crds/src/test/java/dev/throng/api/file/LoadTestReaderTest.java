package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestReaderTest {
    private static final String MINIMAL = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: %s}
            spec:
              target: http://items:8000
              scenario: {users: [{name: A, tasks: [{get: /}]}]}
            """;

    private static final String SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: items, whatever: !x 1}\n";

    @Test
    void readsWhatTheFileSays() {
        Document<LoadTestSpec> document = only("""
                apiVersion: throng.dev/v1
                kind: LoadTest
                metadata:
                  name: items-api
                  namespace: shop
                  labels: {team: items}
                  annotations: {throng.dev/demo-target: "true"}
                spec:
                  target: http://items:8000
                  scenario:
                    users:
                    - name: Visitor
                      wait: {constant: 1s}
                      tasks: [{get: /items}]
                  users: 20
                  spawnRate: 2
                """);
        assertThat(document.name()).isEqualTo("items-api");
        assertThat(document.namespace()).isEqualTo("shop");
        assertThat(document.labels()).isEqualTo(Map.of("team", "items"));
        assertThat(document.annotations()).isEqualTo(Map.of("throng.dev/demo-target", "true"));
        assertThat(document.spec().users()).isEqualTo(20);
        assertThat(document.spec().spawnRate()).isEqualTo(2.0);
        assertThat(document.spec().scenario().users().getFirst().waiting().constant())
                .isEqualTo("1s");
    }

    @Test
    void readsEveryLoadTestAndLeavesOutOtherKinds() {
        String file = MINIMAL.formatted("one") + "---\n" + SERVICE + "---\n" + MINIMAL.formatted("two") + "---\n";
        assertThat(Cases.accepted(Cases.read(file)).loadTests())
                .extracting(Document::name)
                .containsExactly("one", "two");
    }

    @Test
    void aRefusedDocumentRefusesTheFile() {
        String file = MINIMAL.formatted("one") + "---\n" + MINIMAL.formatted("Two");
        assertThat(Cases.refused(Cases.read(file)).render())
                .startsWith("in.yaml:10:18: metadata.name: ")
                .endsWith(": write two\n");
    }

    @Test
    void mergesAnchorsAsKubectlDoes() {
        Reading.Accepted read =
                Cases.accepted(LoadTestReader.read(Path.of("src/test/resources/valid/anchors-and-merges.yaml")));
        var users = read.loadTests().getFirst().spec().scenario().users();
        assertThat(users.get(1).name()).isEqualTo("Patient");
        assertThat(users.get(1).waiting().constant()).isEqualTo("5s");
        assertThat(users.get(1).tasks()).isEqualTo(users.getFirst().tasks());
        assertThat(users.get(2).headers())
                .isEqualTo(Map.of(
                        "Accept",
                        TextNode.valueOf("text/html"),
                        "X-A",
                        TextNode.valueOf("a"),
                        "X-B",
                        TextNode.valueOf("b")));
    }

    @Test
    void takesAByteOrderMarkAndWindowsLineEnds() {
        String file = "\uFEFF" + MINIMAL.formatted("windows").replace("\n", "\r\n");
        assertThat(only(file).name()).isEqualTo("windows");
    }

    @Test
    void aSpecsListsCannotBeChanged() {
        List<?> users = only(MINIMAL.formatted("a")).spec().scenario().users();
        assertThat(users).isUnmodifiable();
    }

    @Test
    void placesWhatALaterStepFindsWrong() {
        Document<LoadTestSpec> document = only(MINIMAL.formatted("a"));
        List<Problem> later = List.of(
                new Problem("spec.scenario.users[0].tasks[0].get", "unknown function random.inte"),
                new Problem("spec.target", "does not answer"));
        assertThat(document.locate(later).render()).isEqualTo("""
                        in.yaml:5:11: spec.target: does not answer
                        in.yaml:6:46: spec.scenario.users[0].tasks[0].get: unknown function random.inte
                        """);
    }

    @Test
    void aMissingFileIsAProblemNotAnException(@TempDir Path folder) {
        Path file = folder.resolve("none.yaml");
        assertThat(Cases.refused(LoadTestReader.read(file)).render()).isEqualTo(file + ":1:1: there is no such file\n");
    }

    @Test
    void aFolderIsAProblemNotAnException(@TempDir Path folder) {
        assertThat(Cases.refused(LoadTestReader.read(folder)).render()).endsWith(": it is a folder, not a file\n");
    }

    @Test
    void readsAFileFromDisk(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), MINIMAL.formatted("from-disk"));
        assertThat(Cases.accepted(LoadTestReader.read(file)).loadTests()).hasSize(1);
    }

    @Test
    void readsNoFurtherThanAResourceMayBeLong() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };
        assertThat(Cases.refused(LoadTestReader.read("standard input", endless)).render())
                .startsWith("standard input:1:1: the file is larger than 1 MiB");
    }

    @Test
    void aStreamThatBreaksIsAProblemNotAnException() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThat(Cases.refused(LoadTestReader.read("standard input", broken)).render())
                .isEqualTo("standard input:1:1: it cannot be read: connection reset\n");
    }

    @Test
    void readsAStream() {
        byte[] bytes = MINIMAL.formatted("streamed").getBytes(StandardCharsets.UTF_8);
        assertThat(Cases.accepted(LoadTestReader.read("-", new ByteArrayInputStream(bytes)))
                        .loadTests())
                .hasSize(1);
    }

    @Test
    void saysOnlyHowManyMoreProblemsThereAreBeyondABound() {
        StringBuilder numbered = new StringBuilder(MINIMAL.formatted("a"));
        for (int i = 0; i < 1_000; i++) {
            numbered.append("  x").append(i).append(": 1\n");
        }
        Problems problems = Cases.refused(Cases.read(numbered.toString()));
        assertThat(problems.all()).hasSize(201);
        assertThat(problems.all().getLast().problem().message()).isEqualTo("800 more problems");
    }

    @Test
    void showsNothingThatATerminalWouldObey() {
        String file =
                MINIMAL.formatted("a") + "  \"\\e[31mred\\nlines\": 1\n  rerun: \"\\e[2J\"\n  users: \"\\e[2J\"\n";
        assertThat(Cases.refused(Cases.read(file)).renderWithSource()).doesNotContain("\u001B");
        assertThat(Cases.refused(Cases.read(file)).render().lines()).hasSize(2);
    }

    private static Document<LoadTestSpec> only(String text) {
        return Cases.accepted(Cases.read(text)).loadTests().getFirst();
    }
}
