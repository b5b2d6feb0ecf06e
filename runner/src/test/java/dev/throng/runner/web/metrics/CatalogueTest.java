package dev.throng.runner.web.metrics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Path DOCS = Path.of("../docs/metrics.md");
    private static final String BEGIN =
            "<!-- The run's metrics: kept by a test, which writes them anew with -Dthrong.update. -->\n";
    private static final String END = "<!-- End of the run's metrics. -->\n";

    /** The table in the docs is this one. */
    @Test
    void theDocsListEveryMetric() throws IOException {
        String docs = Files.readString(DOCS);
        String table = table();
        if (System.getProperty("throng.update") != null) {
            Files.writeString(DOCS, before(docs) + table + after(docs));
        }
        assertThat(Files.readString(DOCS)).isEqualTo(before(docs) + table + after(docs));
    }

    private static String before(String docs) {
        return docs.substring(0, docs.indexOf(BEGIN) + BEGIN.length());
    }

    private static String after(String docs) {
        return docs.substring(docs.indexOf(END));
    }

    private static String table() {
        return Arrays.stream(Family.values())
                .map(CatalogueTest::row)
                .collect(joining("\n", "| Metric | Type | Labels | Meaning |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(Family family) {
        String labels = family.labels.stream().map(label -> "`" + label + "`").collect(joining(", "));
        return "| `" + family.metric + "` | " + family.type + " | " + labels + " | " + family.help + " |";
    }

    @Test
    void namesFollowPrometheusCustom() {
        for (Family family : Family.values()) {
            assertThat(family.metric).matches("throng_[a-z_]+");
            assertThat(family.metric.endsWith("_total"))
                    .as(family.metric)
                    .isEqualTo(family.type == Family.Type.COUNTER);
            List<String> labels = new ArrayList<>(Family.COMMON);
            labels.addAll(family.labels);
            assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.matches("[a-z]+"));
        }
    }

    @Test
    void aFamilyHasOneName() {
        assertThat(Stream.of(Family.values()).map(family -> family.metric)).doesNotHaveDuplicates();
    }
}
