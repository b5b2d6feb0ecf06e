package dev.throng.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.LoadTestSpec;
import dev.throng.python.file.Sources;
import dev.throng.python.host.Host;
import dev.throng.python.host.RunStatus;
import dev.throng.python.interpreter.Interpreter;
import dev.throng.python.scenario.Locustfiles;
import dev.throng.runner.cluster.LocalRun;
import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Terms;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.engine.LoopEngine;
import dev.throng.runner.engine.machine.EngineOptions;
import dev.throng.runner.plan.compile.Compiled;
import dev.throng.runner.plan.compile.PlanCompiler;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.report.About;
import dev.throng.runner.report.Earlier;
import dev.throng.runner.report.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs of locustfiles against a demo target. One interpreter for all tests of this JVM: its start is most of the time. */
final class Locusts {
    static final RunStatus STATUS = new RunStatus();
    static final DemoTarget TARGET = DemoTarget.start(DemoOptions.DEFAULT);
    private static final Host HOST = new Host(STATUS);
    static final Interpreter PYTHON = Interpreter.start(HOST, Path.of(""), System.out, System.err);

    private Locusts() {}

    static Map<String, Long> counts(Result result) {
        Map<String, Long> counts = new TreeMap<>();
        result.names()
                .forEach(name ->
                        counts.merge(name.key().method() + " " + name.key().name(), name.requests(), Long::sum));
        return counts;
    }

    static Map<String, Long> failures(Result result) {
        Map<String, Long> failures = new TreeMap<>();
        result.failures().forEach(failure -> failures.merge(failure.message(), failure.occurrences(), Long::sum));
        return failures;
    }

    static Scenario ready(String source) {
        return ready(source, demo());
    }

    private static String demo() {
        return "http://127.0.0.1:" + TARGET.port();
    }

    private static Scenario ready(String source, String host) {
        Loading loading = load(source, host);
        assertThat(loading).isInstanceOf(Loading.Ready.class);
        return ((Loading.Ready) loading).scenario();
    }

    static Loading load(String source) {
        return load(source, demo());
    }

    private static Loading load(String source, String host) {
        return load(new Bundle(Map.of("locustfile.py", source), List.of()), host);
    }

    static Loading load(Bundle bundle) {
        return load(bundle, demo());
    }

    private static Loading load(Bundle bundle, String host) {
        Map<String, String> said = Map.of("host", "\"" + host + "\"");
        Terms terms = new Terms(Set.of(), Set.of(), Set.of(), name -> null, said);
        return Locustfiles.load(PYTHON, HOST, STATUS, Sources.lay(bundle), terms);
    }

    static Result run(String source) throws Exception {
        return run(source, 4, demo());
    }

    static Result run(String source, int seconds) throws Exception {
        return run(source, seconds, demo());
    }

    static Result run(String source, int seconds, String host) throws Exception {
        return run(ready(source, host), seconds, host);
    }

    static Result run(Scenario scenario) throws Exception {
        return run(scenario, 2, demo());
    }

    private static Result run(Scenario scenario, int seconds, String host) throws Exception {
        JsonNode spec = new JsonMapper()
                .readTree("{\"scenario\": {\"python\": {\"source\": \"x\"}}, \"gracePeriod\": \"60s\"}");
        PlanOptions options = PlanOptions.DEFAULTS
                .withTarget(host)
                .withUsers(3)
                .withSpawnRate(100)
                .withRunTime(Duration.ofSeconds(seconds))
                .withScenario(scenario, scenario.beforeRun());
        Compiled compiled =
                PlanCompiler.compile("locust", new JsonMapper().treeToValue(spec, LoadTestSpec.class), options);
        var plan = ((Compiled.Accepted) compiled).plan();
        About about = About.newRun("test", "", "hash", new Result.Environment("", "", "", 1, 1, "", ""), Earlier.NONE);
        EngineOptions engine = EngineOptions.forThisMachine();
        var run = LocalRun.start(plan, accepted -> LoopEngine.of(accepted, engine), about);
        Result result = run.result().get();
        scenario.afterRun();
        scenario.afterLastRun();
        return result;
    }
}
