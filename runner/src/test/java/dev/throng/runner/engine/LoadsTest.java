package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.http.io.Pollers;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several loads side by side, over two workers, by the server's log. */
@Timeout(60)
class LoadsTest {
    private static final String LOADS = """
            scenario:
              users:
              - name: Browser
                wait: {constant: 1h}
                tasks: [{get: "/browse?user=${user.number}", name: browse}]
              - name: Buyer
                tasks: [{get: "/buy?user=${user.number}&n=${counter()}", name: buy}]
              - name: Reader
                tasks: [{get: /read}]
              - name: Monitor
                wait: {constant: 1h}
                onStop: [{get: /monitor-left}]
                tasks: [{get: "/monitor?user=${user.number}", name: monitor}]
            users: 30
            spawnRate: 1000000
            runTime: 1s
            loads:
            - {name: shop, classes: [Buyer], rate: 200/s}
            - {name: news, classes: [Reader], rate: 100/s, startAfter: 300ms, runTime: 500ms}
            - {name: Monitor, users: 7, spawnRate: 1000000, runTime: 800ms}
            """;

    /** Each user of a closed load once, each arrival of an open one once, and no number of a user twice. */
    @Test
    void eachLoadIsDrivenAsIfItWereAlone() {
        Assignment two = Assignment.single().with(1, 1);
        try (TestServer server = TestServer.logging(call -> call.ok("x"))) {
            Plan plan = Written.plan(server.uri(), Map.of(), LOADS);
            Shape shape = plan.shape().orElseThrow();
            try (TestRun one = TestRun.of(plan, Pollers.choose(), 2);
                    TestRun other = TestRun.of(plan, Pollers.choose(), 2)) {
                long t0 = System.nanoTime() + 100_000_000;
                one.engine().start(t0, shape, two.share(0, plan));
                other.engine().start(t0, shape, two.share(1, plan));
                one.until(() -> System.nanoTime() - t0 > 1_000_000_000);
                one.stop();
                other.stop();

                Map<String, Long> byPath = count(server.lines(), line -> line.replaceAll("^GET (/[a-z-]+).*", "$1"));
                long dropped = one.counter(Counter.DROPPED) + other.counter(Counter.DROPPED);
                assertThat(byPath)
                        .containsEntry("/browse", 30L)
                        .containsEntry("/monitor", 7L)
                        .containsEntry("/monitor-left", 7L);
                assertThat(byPath.get("/buy") + byPath.get("/read") + dropped).isEqualTo(250);
                assertThat(one.logLines() + other.logLines()).isEqualTo(server.served());
            }
            Map<String, Long> users = count(
                    server.lines().stream()
                            .filter(line -> line.matches("GET /(browse|monitor)\\?.*"))
                            .toList(),
                    line -> line.replaceAll(".*user=(\\d+).*", "$1"));
            assertThat(users)
                    .hasSize(37)
                    .allSatisfy((user, times) -> assertThat(times).isEqualTo(1));
            assertThat(buyers(server.lines()).keySet()).doesNotContainAnyElementsOf(users.keySet());
        }
    }

    private static Map<String, Long> buyers(List<String> lines) {
        return count(
                lines.stream().filter(line -> line.startsWith("GET /buy")).toList(),
                line -> line.replaceAll(".*user=(\\d+).*", "$1"));
    }

    private static Map<String, Long> count(List<String> lines, Function<String, String> key) {
        return lines.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
