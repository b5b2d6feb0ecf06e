package dev.throng.api.file.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("target", "tasks", "spawnRate", "users", "get");

    @ParameterizedTest
    @CsvSource({
        "taks, tasks",
        "traget, target",
        "Users, users",
        "spawn_rate, spawnRate",
        "spwanrate, spawnRate",
        "gte, get",
        "ge, get"
    })
    void findsTheNameThatWasMeant(String name, String meant) {
        assertThat(Nearest.to(name, KNOWN)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"thresholds", "x", "put", "''", "''"})
    void findsNothingFarAway(String name) {
        assertThat(Nearest.to(name, KNOWN)).isEmpty();
    }

    @Test
    void takesTheSameButForCaseBeforeANearerOne() {
        assertThat(Nearest.to("GET", List.of("gets", "get"))).hasValue("get");
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, xyz, 3", "'', abc, 3"})
    void countsSlips(String a, String b, int slips) {
        assertThat(Nearest.slips(a, b)).isEqualTo(slips);
        assertThat(Nearest.slips(b, a)).isEqualTo(slips);
    }
}
