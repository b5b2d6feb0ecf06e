package dev.throng.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dthrong.golden=write} writes what is compared here. */
class CheckedInCrdsTest {
    private static final Path CRDS = Path.of("..", "crds");

    /** What a client-side {@code kubectl apply} can keep in its annotation. */
    private static final int MOST_BYTES = 256 * 1024;

    @Test
    void checkedInDefinitionsAreWhatTheRecordsSay() throws IOException {
        for (var file : Crds.generate().entrySet()) {
            Path checkedIn = CRDS.resolve(file.getKey());
            if ("write".equals(System.getProperty("throng.golden"))) {
                Files.writeString(checkedIn, file.getValue());
            }
            assertThat(checkedIn)
                    .as("run the tests with -Dthrong.golden=write after a change of the records")
                    .hasContent(file.getValue());
        }
    }

    @Test
    void definitionsFitIntoAClientSideApply() {
        assertThat(Crds.generate().values())
                .allSatisfy(yaml ->
                        assertThat(yaml.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES));
    }
}
