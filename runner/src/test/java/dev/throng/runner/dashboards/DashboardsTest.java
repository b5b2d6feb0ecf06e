package dev.throng.runner.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardsTest {
    static final Path FOLDER = Path.of("../k8s/dashboards");
    static final Map<String, String> ALL =
            Map.of("throng-run.json", RunDashboard.json(), "throng-fleet.json", FleetDashboard.json());

    /** Written anew with -Dthrong.update. */
    @ParameterizedTest
    @ValueSource(strings = {"throng-run.json", "throng-fleet.json"})
    void theFilesAreWhatTheCodeMakes(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        if (System.getProperty("throng.update") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, ALL.get(name));
        }
        assertThat(Files.readString(file)).isEqualTo(ALL.get(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"throng-run.json", "throng-fleet.json"})
    void panelsDoNotLieOnEachOther(String name) throws IOException {
        Set<String> cells = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : panels(name)) {
            assertThat(ids.add(panel.get("id").asInt())).isTrue();
            JsonNode at = panel.get("gridPos");
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    assertThat(cells.add((at.get("x").asInt() + x) + ","
                                    + (at.get("y").asInt() + y)))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
        }
    }

    @Test
    void noQueryNamesADataSourceOfItsOwn() {
        ALL.values()
                .forEach(json -> assertThat(json).contains("${datasource}").doesNotContain("\"uid\" : \"prometheus\""));
    }

    private static List<JsonNode> panels(String name) throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        new ObjectMapper().readTree(ALL.get(name)).get("panels").forEach(panels::add);
        return panels;
    }
}
