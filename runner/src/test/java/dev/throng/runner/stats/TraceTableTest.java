package dev.throng.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceTableTest {
    private final TraceTable table = new TraceTable();

    private static TracedRequest request(String name, double millis, String why) {
        return new TracedRequest(
                new RequestKey("U", name, "GET"), 0, "t" + millis, "s", (long) (1000 * millis), millis, why);
    }

    private List<Double> millis() {
        return table.all().stream().map(TracedRequest::millis).toList();
    }

    @Test
    void keepsTheSlowestOfEachName() {
        for (double millis : new double[] {5, 1, 9, 3, 7, 8}) {
            table.add(request("b", millis, ""));
            table.add(request("a", millis / 10, ""));
        }
        assertThat(millis()).containsExactly(0.9, 0.8, 0.7, 9.0, 8.0, 7.0);
        assertThat(table.wants(new RequestKey("U", "b", "GET"), 6.9, false)).isFalse();
        assertThat(table.wants(new RequestKey("U", "b", "GET"), 0.1, true)).isTrue();
    }

    @Test
    void keepsFailedOnesOfDifferentKindsWhereThereAreSuch() {
        table.add(request("a", 1, "rare"));
        IntStream.range(2, 100).forEach(i -> table.add(request("a", i, "often")));
        assertThat(table.all()).extracting(TracedRequest::why).containsExactly("rare", "often", "often");
        assertThat(millis()).containsExactly(1.0, 98.0, 99.0);
    }

    @Test
    void isBounded() {
        IntStream.range(0, 10_000).forEach(i -> table.add(request("n" + i, i, i % 2 == 0 ? "" : "why " + i)));
        assertThat(table.all()).hasSize(100);
        table.clear();
        assertThat(table.all()).isEmpty();
    }
}
