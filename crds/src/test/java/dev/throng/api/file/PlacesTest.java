package dev.throng.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.file.yaml.Location;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places =
            Cases.accepted(Cases.read("""
                    # a comment
                    apiVersion: throng.dev/v1
                    kind: LoadTest
                    metadata: {name: places}
                    spec:
                      target: http://items:8000
                      scenario:
                        users:
                        - name: A
                          headers: {X.Trace: "${id}"}
                          tasks:
                          - get: /items
                            json:
                              a: [1, {b: 2}]
                    """)).loadTests().getFirst().places();

    @Test
    void aValueIsWhereItBegins() {
        assertThat(places.locate("spec.target")).isEqualTo(new Location(6, 11));
        assertThat(places.locate("spec.scenario.users[0].name")).isEqualTo(new Location(9, 13));
    }

    @Test
    void aBlockIsWhereItsKeyIs() {
        assertThat(places.locate("spec.scenario")).isEqualTo(new Location(7, 3));
        assertThat(places.locate("spec.scenario.users[0].tasks")).isEqualTo(new Location(11, 7));
    }

    @Test
    void anItemIsWhereItBegins() {
        assertThat(places.locate("spec.scenario.users[0]")).isEqualTo(new Location(9, 7));
    }

    @Test
    void freeFormJsonHasPlacesInside() {
        assertThat(places.locate("spec.scenario.users[0].tasks[0].json.a[1].b")).isEqualTo(new Location(14, 22));
    }

    @Test
    void anOddKeyHasItsPlace() {
        assertThat(places.locate("spec.scenario.users[0].headers[\"X.Trace\"]")).isEqualTo(new Location(10, 26));
    }

    @Test
    void whatIsNotThereIsAtItsNearestParent() {
        assertThat(places.locate("spec.thresholds[3].expect")).isEqualTo(places.locate("spec"));
        assertThat(places.locate("spec.target.x[1][\"y\"]")).isEqualTo(places.locate("spec.target"));
        assertThat(places.locate("nowhere")).isEqualTo(new Location(2, 1));
        assertThat(places.locate("")).isEqualTo(new Location(2, 1));
    }
}
