package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a user is told about a broken file, word by word. A new case is a new folder with an {@code in.yaml}; run with
 * {@code -Dthrong.golden=write} to have its {@code out.txt} written, and read it.
 */
class BrokenFilesTest {

    @TestFactory
    Stream<DynamicTest> isRefusedWithPlaceAndFix() {
        return Cases.broken().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path folder) throws IOException {
        String said = Cases.refused(LoadTestReader.read("in.yaml", Cases.bytes(folder.resolve("in.yaml"))))
                .renderWithSource();
        Path expected = folder.resolve("out.txt");
        if ("write".equals(System.getProperty("throng.golden"))) {
            Files.writeString(expected, said);
        }
        assertThat(said).isEqualTo(Files.readString(expected));
    }
}
