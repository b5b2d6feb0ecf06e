package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.shape.Shapes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies from files, and forms of several parts, as the server gets them. */
@Timeout(60)
class BodiesTest {
    private static final String SPEC = """
            scenario:
              users:
              - name: U
                wait: {constant: 1h}
                variables: {title: "Ödland", quirk: "\\"\\r\\nX"}
                tasks:
                - steps:
                  - {post: /blob, bodyFile: blob.bin}
                  - {post: /typed, bodyFile: blob.bin, headers: {Content-Type: image/png}}
                  - post: /form
                    multipart:
                    - {name: title, value: "${title}"}
                    - {name: title, value: again}
                    - {name: 'a"b', file: blob.bin, fileName: "${title}${quirk}.png", type: image/png}
                    - {name: "c${quirk}", file: blob.bin}
            """;

    @Test
    void areWhatIsWritten(@TempDir Path folder) throws Exception {
        byte[] blob = "\0\r\n–A".getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("blob.bin"), blob);
        List<String> heads = new CopyOnWriteArrayList<>();
        List<String> bodies = new CopyOnWriteArrayList<>();
        try (TestServer server = TestServer.logging(call -> {
                    heads.add(call.head());
                    bodies.add(call.body());
                    call.ok("");
                });
                TestRun run = TestRun.of(
                        Written.plan(server.uri(), PlanOptions.DEFAULTS.withDataBeside(folder), SPEC),
                        Pollers.selector("asked for"),
                        1)) {
            run.start(Shapes.constant(1, 1000));
            run.untilRequests(3);
            run.stop();
            assertThat(run.failureMessages()).isEmpty();
        }
        String bytes = new String(blob, StandardCharsets.UTF_8);
        assertThat(heads.get(0)).contains("Content-Type: application/octet-stream\r\nContent-Length: 7\r\n");
        assertThat(heads.get(1)).contains("Content-Type: image/png").doesNotContain("octet-stream");
        assertThat(bodies.subList(0, 2)).containsOnly(bytes);
        String boundary = heads.get(2).replaceFirst("(?s).*boundary=(\\S+).*", "$1");
        assertThat(bodies.get(2)).isEqualTo("""
                        --B
                        Content-Disposition: form-data; name="title"

                        %1$s
                        --B
                        Content-Disposition: form-data; name="title"

                        again
                        --B
                        Content-Disposition: form-data; name="a%%22b"; filename="%1$s%%22%%0D%%0AX.png"
                        Content-Type: image/png

                        BLOB
                        --B
                        Content-Disposition: form-data; name="c%%22%%0D%%0AX"; filename="blob.bin"
                        Content-Type: application/octet-stream

                        BLOB
                        --B--
                        """.formatted("Ödland")
                .replace("--B", "--" + boundary)
                .replace("\n", "\r\n")
                .replace("BLOB", bytes));
    }
}
