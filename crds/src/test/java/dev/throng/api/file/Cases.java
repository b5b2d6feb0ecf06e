package dev.throng.api.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that tests read. */
final class Cases {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path SAMPLES = Path.of("../k8s/samples");

    private Cases() {}

    /** Folders with an {@code in.yaml} that is refused and the {@code out.txt} that says why. */
    static List<Path> broken() {
        return list(RESOURCES.resolve("broken"));
    }

    /** Files that are accepted: ours, and the samples that users begin with. */
    static List<Path> valid() {
        return Stream.concat(list(RESOURCES.resolve("valid")).stream(), list(SAMPLES).stream())
                .filter(file -> file.toString().endsWith(".yaml"))
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading read(String text) {
        return LoadTestReader.read("in.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading.Accepted accepted(Reading reading) {
        return switch (reading) {
            case Reading.Accepted accepted -> accepted;
            case Reading.Refused refused ->
                throw new AssertionError(refused.problems().render());
        };
    }

    static Problems refused(Reading reading) {
        return switch (reading) {
            case Reading.Accepted accepted -> throw new AssertionError("was accepted: " + accepted);
            case Reading.Refused refused -> refused.problems();
        };
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
