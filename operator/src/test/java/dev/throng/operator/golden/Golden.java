package dev.throng.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is generated, compared with what is checked in. {@code -Dthrong.golden=write} writes it instead; then read the
 * difference before you commit it.
 */
public final class Golden {
    private static final boolean WRITE = "write".equals(System.getProperty("throng.golden"));
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Golden() {}

    /** The inputs of a folder of test resources, {@code in-*.yaml}, in the order of their names. */
    public static List<Path> inputs(String folder) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().startsWith("in-"))
                    .sorted()
                    .toList();
        }
    }

    /** Compares with the output beside the input: {@code out-NAME.yaml} for {@code in-NAME.yaml}. */
    public static void assertOutput(Path input, String output) throws IOException {
        String name = input.getFileName().toString().replaceFirst("^in-", "out-");
        assertSame(input.resolveSibling(name), output);
    }

    /** Compares with a file. */
    public static void assertSame(Path file, String content) throws IOException {
        if (WRITE) {
            Files.writeString(file, content);
        }
        assertThat(file).as("-Dthrong.golden=write writes it").hasContent(content);
    }
}
