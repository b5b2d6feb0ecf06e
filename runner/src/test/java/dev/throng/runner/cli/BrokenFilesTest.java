package dev.throng.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees of a file that is wrong: exit code 2, the place, the fix, and no stack trace. */
class BrokenFilesTest {
    private static final Pattern PLACE = Pattern.compile("broken.yaml:\\d+:\\d+: ");

    private static final String VALID = """
            apiVersion: throng.dev/v1
            kind: LoadTest
            metadata: {name: t}
            spec:
              target: http://localhost:8000
              scenario:
                users:
                - name: U
                  wait: {between: [1s, 3s]}
                  tasks:
                  - weight: 2
                    get: /items/${random.int(1, 10)}
                    expect: {status: [200]}
              users: 10
              spawnRate: 2
              runTime: 1m
              thresholds:
              - {expect: p95 < 500ms}
            """;

    @TempDir
    Path folder;

    record Break(String what, String with, String path, String says) {}

    static Stream<Break> breaks() {
        return Stream.of(
                new Break("tasks:", "taks:", "spec.scenario.users[0].taks", "did you mean 'tasks'"),
                new Break("target:", "host:", "spec.host", "target"),
                new Break("weight: 2", "weight: two", "spec.scenario.users[0].tasks[0].weight", "number"),
                new Break("runTime: 1m", "runTime: 1 minute", "spec.runTime", "duration"),
                new Break("[1s, 3s]", "[3s, 1s]", "spec.scenario.users[0].wait", "between"),
                new Break("[1s, 3s]", "[1s]", "spec.scenario.users[0].wait", "between"),
                new Break(
                        "{between: [1s, 3s]}",
                        "{between: [1s, 3s], constant: 1s}",
                        "spec.scenario.users[0].wait",
                        "one"),
                new Break(
                        "random.int(1, 10)", "random.inte(1, 10)", "spec.scenario.users[0].tasks[0].get", "random.int"),
                new Break("random.int(1, 10)", "random.int(1)", "spec.scenario.users[0].tasks[0].get", "random.int"),
                new Break("random.int(1, 10)", "token", "spec.scenario.users[0].tasks[0].get", "token"),
                new Break("random.int(1, 10)}", "random.int(1, 10)", "spec.scenario.users[0].tasks[0].get", "}"),
                new Break("p95 < 500ms", "p95 < 500", "spec.thresholds[0].expect", "500ms"),
                new Break("p95 < 500ms", "p95 is fine", "spec.thresholds[0].expect", "p95 <"),
                new Break("p95 < 500ms", "q95 < 500ms", "spec.thresholds[0].expect", "p95"),
                new Break("status: [200]", "status: [20]", "spec.scenario.users[0].tasks[0].expect.status", "20"),
                new Break("users: 10\n", "users: -1\n", "spec.users", "0"),
                new Break("    users:\n", "    data: [{name: a}]\n    users:\n", "spec.scenario.data[0]", "file"),
                new Break(
                        "    users:\n",
                        "    data: [{name: a, file: none.csv}]\n    users:\n",
                        "spec.scenario.data[0].file",
                        "can't be read"),
                new Break(
                        "    users:\n",
                        "    data: [{name: a, file: broken.yaml}]\n    users:\n",
                        "spec.scenario.data[0].file",
                        "format: csv"),
                new Break(
                        "    users:\n",
                        "    data: [{name: a, file: broken.yaml, format: json}]\n    users:\n",
                        "spec.scenario.data[0].file",
                        "line 1"),
                new Break(
                        "    users:\n",
                        "    data: [{name: a, file: x.csv, pick: any}]\n    users:\n",
                        "spec.scenario.data[0].pick",
                        "sequential"),
                new Break(
                        "    users:\n",
                        "    data: [{name: random, file: x.csv}]\n    users:\n",
                        "spec.scenario.data[0].name",
                        "random"),
                new Break("users: 10\n", "users: 10\n  iterations: 0\n", "spec.iterations", "1"),
                new Break("users: 10\n", "users: 10\n  iterations: many\n", "spec.iterations", "number"),
                new Break("users: 10\n", "users: 10\n  iterationsPerUser: -3\n", "spec.iterationsPerUser", "1"),
                new Break("users: 10\n", "users: 10\n  iteration: 5\n", "spec.iteration", "did you mean 'iterations'"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  iterations: 5\n  iterationsPerUser: 5\n",
                        "spec",
                        "iterationsPerUser"),
                new Break(
                        "users: 10\n  spawnRate: 2\n  runTime: 1m\n",
                        "stages:\n  - {duration: 1m, users: 5}\n  iterations: 7\n",
                        "spec.iterations",
                        "users"),
                new Break("spawnRate: 2", "spawnRate: 2\n  stages:\n  - {duration: 1m, users: 5}", "spec", "stages"),
                new Break("http://localhost:8000", "localhost:8000", "spec.target", "http://"),
                new Break("http://localhost:8000", "ftp://localhost", "spec.target", "http"),
                new Break(
                        "    get: /items",
                        "    post: /x\n        get: /items",
                        "spec.scenario.users[0].tasks[0]",
                        "one"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, user: Nobody}",
                        "spec.thresholds[0].user",
                        "Nobody"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, stage: peak}",
                        "spec.thresholds[0].stage",
                        "peak"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, status: '429'}",
                        "spec.thresholds[0]",
                        "status"),
                new Break("- {expect: p95 < 500ms}", "- {expect: share < 1%}", "spec.thresholds[0]", "status"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: requests > 1, status: '42'}",
                        "spec.thresholds[0].status",
                        "429"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, over: 100ms}",
                        "spec.thresholds[0].over",
                        "1s"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: failureRate < 1%, time: service}",
                        "spec.thresholds[0].time",
                        "time"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, time: sent}",
                        "spec.thresholds[0].time",
                        "firstByte"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, metric: cart, name: list}",
                        "spec.thresholds[0]",
                        "metric"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, metric: cart}",
                        "spec.thresholds[0].metric",
                        "cart"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, name: nowhere}",
                        "spec.thresholds[0].name",
                        "nowhere"),
                new Break(
                        "- {expect: p95 < 500ms}",
                        "- {expect: p95 < 500ms, after: 5s}",
                        "spec.thresholds[0]",
                        "abortOnFail"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  observe: [{name: a, query: up, workload: items}]\n",
                        "spec.observe[0]",
                        "one"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  observe: [{name: a, workload: items}]\n",
                        "spec.observe[0].workload",
                        "deployment/items"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  observe: [{name: a, query: up, threshold: up < 3}]\n",
                        "spec.observe[0].threshold",
                        "value <"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  drift: {tolerate: {p99: 5%}}\n",
                        "spec.drift.tolerate",
                        "p50, p95"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  drift: {observed: {memory: 5%}}\n",
                        "spec.drift.observed.memory",
                        "no such name"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  grades: [{metric: p95, good: 1%, acceptable: 2%}]\n",
                        "spec.grades[0].good",
                        "time"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  grades: [{metric: p95, good: 300ms, acceptable: 200ms}]\n",
                        "spec.grades[0].acceptable",
                        "less"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  budget: {file: nowhere.yaml}\n",
                        "spec.budget.file",
                        "no such file"),
                new Break(
                        "users: 10\n", "users: 10\n  budget: {file: broken.yaml}\n", "spec.budget.file", "apiVersion"),
                new Break("users: 10\n", "users: 10\n  baseline: {}\n", "spec.baseline", "previous"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  baseline: {previous: true, tolerate: {p95: 5}}\n",
                        "spec.baseline.tolerate.p95",
                        "5%"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  baseline: {file: nowhere.json}\n",
                        "spec.baseline.file",
                        "no such file"),
                new Break(
                        "users: 10\n",
                        "users: 10\n  baseline: {file: broken.yaml}\n",
                        "spec.baseline.file",
                        "not JSON"),
                new Break("name: U", "name: U\n      nome: V", "spec.scenario.users[0].nome", "did you mean 'name'"),
                new Break("kind: LoadTest", "kind: LoadTests", "", "LoadTest"),
                new Break("spec:", "\tspec:", "", "tab"),
                new Break(
                        "expect: {status: [200]}",
                        "expect: {json: [{path: '$.['}]}",
                        "spec.scenario.users[0].tasks[0].expect.json[0].path",
                        "$"),
                new Break(
                        "expect: {status: [200]}",
                        "expect: {body: {matches: '(' }}",
                        "spec.scenario.users[0].tasks[0].expect.body.matches",
                        "regular expression"));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void namesThePlaceAndTheFix(Break fault) throws Exception {
        String broken = VALID.replace(fault.what, fault.with);
        assertThat(broken).isNotEqualTo(VALID);
        Path file = Files.writeString(folder.resolve("broken.yaml"), broken);
        StringWriter err = new StringWriter();

        int exitCode = ThrongCommand.commandLine().setErr(new PrintWriter(err)).execute("run", file.toString());

        assertThat(exitCode).as(err.toString()).isEqualTo(2);
        assertThat(err.toString())
                .containsPattern(PLACE)
                .contains(fault.path)
                .containsIgnoringCase(fault.says)
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }
}
