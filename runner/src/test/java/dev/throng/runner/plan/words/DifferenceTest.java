package dev.throng.runner.plan.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throng.runner.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DifferenceTest {
    private static final String BASE = """
            target: http://items:8000
            scenario:
              users:
              - name: Visitor
                tasks:
                - {get: /items, name: list}
                - {name: buy, steps: [{get: /items/1}, {post: /orders, json: {item: 1}}]}
            users: 10
            runTime: 1m
            thresholds: [{expect: p95 < 500ms}]
            """;

    @Test
    void whatIsOnlyWrittenInAnotherWayIsNone() {
        assertThat(between(BASE, BASE.replace("runTime: 1m", "runTime: 60s\nspawnRate: 1\ngracePeriod: 30s")))
                .isEmpty();
        assertThat(between(
                        BASE,
                        BASE + "historyLimit: 9\nttlSecondsAfterFinished: 60\n"
                                + "notify: [{name: chat, url: \"http://chat/\"}]"))
                .isEmpty();
    }

    @Test
    void itIsSaidInThePlansTerms() {
        assertThat(between(
                        BASE,
                        BASE.replace("users: 10", "users: 20\nspawnRate: 20")
                                        .replace("p95 < 500ms", "p95 < 400ms")
                                        .replace("name: list}", "name: list, weight: 3}")
                                + "workers: 2\nhttp: {timeouts: {total: 5s}}\n"))
                .extracting(Difference::about, DifferenceTest::brief)
                .contains(
                        tuple("most users", "10 → 20"),
                        tuple("load", "0s to 1m, users 1, 10, 10 → 0s to 1m, users 1, 20, 20"),
                        tuple("http: total timeout", "30s → 5s"),
                        tuple("user Visitor, task list", "weight 1 → weight 3"),
                        tuple("threshold p95 < 500ms", "judged → "),
                        tuple("threshold p95 < 400ms", " → judged"),
                        tuple("workers", " → 2"));
    }

    @Test
    void ofStepsTheLinesAreTold() {
        List<Difference> differences = between(
                BASE,
                BASE.replace("{post: /orders, json: {item: 1}}", "{post: /orders, json: {item: 2}}, {pause: 1s}"));
        assertThat(differences).hasSize(1);
        assertThat(differences.getFirst().about()).isEqualTo("user Visitor, task buy: steps");
        assertThat(differences.getFirst().lines())
                .containsExactly(
                        "  GET /items/1 as /items/1",
                        "    expect below 400",
                        "    within PT30S",
                        "  POST /orders as /orders",
                        "-   body application/json: {\"item\":1}",
                        "+   body application/json: {\"item\":2}",
                        "    expect below 400",
                        "    within PT30S",
                        "+ pause PT1S");
    }

    @ParameterizedTest
    @MethodSource
    void noSampleDiffersFromItself(Path sample) throws IOException {
        String yaml = Files.readString(sample);
        String spec = yaml.substring(yaml.indexOf("\nspec:") + 6)
                .replaceFirst("(?s)\n---.*", "")
                .replaceAll("(?m)^  ", "");
        assertThat(between(spec, spec)).isEmpty();
    }

    static Stream<Path> noSampleDiffersFromItself() {
        return Stream.of("quickstart", "production-suite", "open-model", "flows", "stress", "iterations")
                .map(name -> Path.of("../k8s/samples", name + ".yaml"));
    }

    private static List<Difference> between(String before, String after) {
        return Difference.between(Plans.of(before), Plans.of(after));
    }

    private static String brief(Difference difference) {
        return String.join("|", difference.before()) + " → " + String.join("|", difference.after());
    }
}
