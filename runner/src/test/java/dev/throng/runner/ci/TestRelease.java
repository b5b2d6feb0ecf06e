package dev.throng.runner.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.processes.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A release whose archive has the classes under test instead of a Java of its own. */
final class TestRelease {
    static final String VERSION = "0.1.0";
    static final String ARCHIVE =
            "throng-" + VERSION + "-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");

    private TestRelease() {}

    /** Below this path of the forge. */
    static void publish(Forge forge, String releases, Path folder) throws IOException, InterruptedException {
        Path script =
                Files.createDirectories(folder.resolve(ARCHIVE).resolve("bin")).resolve("throng");
        Files.writeString(script, """
                #!/bin/sh
                exec %s dev.throng.runner.Main "$@"
                """.formatted(ChildJvm.command("-Xmx300m").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "))));
        String pack = "chmod +x " + ARCHIVE + "/bin/throng; tar czf " + ARCHIVE + ".tar.gz " + ARCHIVE
                + "; sha256sum *.tar.gz >SHA256SUMS";
        assertThat(Shell.run(List.of("sh", "-e"), pack, folder, Map.of()).code())
                .isZero();
        for (String file : List.of(ARCHIVE + ".tar.gz", "SHA256SUMS")) {
            forge.has(releases + "/v" + VERSION + "/" + file, Files.readAllBytes(folder.resolve(file)));
        }
    }
}
