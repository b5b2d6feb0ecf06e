package dev.throng.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.operator.golden.Golden;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedInCrdsTest {
    private static final Path CRDS = Path.of("..", "crds");

    /** What all annotations of an object may have together; a client-side {@code kubectl apply} keeps the whole object in one. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int LEFT_FOR_OTHER_ANNOTATIONS = 4 * 1024;

    @Test
    void checkedInDefinitionsAreWhatTheRecordsSay() throws IOException {
        for (var file : Crds.generate().entrySet()) {
            Golden.assertSame(CRDS.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void checkedInSchemaForEditorsIsWhatTheDefinitionsSay() throws IOException {
        Golden.assertSame(CRDS.resolve(FileSchema.NAME), FileSchema.of(Crds.whole()));
    }

    @Test
    void definitionsFitIntoAClientSideApply() {
        assertThat(Crds.generate().values())
                .allSatisfy(yaml -> assertThat(lastApplied(yaml).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(MOST_BYTES - LEFT_FOR_OTHER_ANNOTATIONS));
    }

    /** As kubectl writes it: JSON without spaces, in which Go escapes what HTML would read. */
    private static String lastApplied(String yaml) {
        return Serialization.asJson(Serialization.unmarshal(yaml, Map.class))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
