package dev.throng.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.operator.golden.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CheckedInCrdsTest {
    private static final Path CRDS = Path.of("..", "crds");

    /** What a client-side {@code kubectl apply} can keep in its annotation. */
    private static final int MOST_BYTES = 256 * 1024;

    @Test
    void checkedInDefinitionsAreWhatTheRecordsSay() throws IOException {
        for (var file : Crds.generate().entrySet()) {
            Golden.assertSame(CRDS.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void definitionsFitIntoAClientSideApply() {
        assertThat(Crds.generate().values())
                .allSatisfy(yaml ->
                        assertThat(yaml.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES));
    }
}
