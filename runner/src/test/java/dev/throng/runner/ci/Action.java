package dev.throng.runner.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code action.yml}, its steps run one after the other as GitHub's runner does it. What it uses of others is only noted. */
final class Action {
    private final Map<?, ?> action;
    private final Path temp;
    private final Path workspace;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    final List<Map<String, String>> used = new ArrayList<>();
    final StringBuilder output = new StringBuilder();
    boolean failed;

    /**
     * @param temp the runner's own folder
     * @param event of the workflow, as GitHub writes it
     */
    Action(Path workspace, Path temp, Forge forge, String eventName, String ref, String event) throws IOException {
        this.action = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of("../action.yml")));
        this.workspace = workspace;
        this.temp = Files.createDirectories(temp);
        Files.writeString(temp.resolve("event.json"), event);
        variables.putAll(Map.of(
                "GITHUB_API_URL", forge.url() + "/api",
                "GITHUB_SERVER_URL", forge.url(),
                "GITHUB_REPOSITORY", "acme/shop",
                "GITHUB_RUN_ID", "77",
                "GITHUB_WORKSPACE", workspace.toString(),
                "GITHUB_EVENT_PATH", temp.resolve("event.json").toString(),
                "GITHUB_STEP_SUMMARY", temp.resolve("summary.md").toString(),
                "GITHUB_OUTPUT", temp.resolve("output").toString(),
                "GITHUB_PATH", temp.resolve("path").toString(),
                "RUNNER_TEMP", temp.toString()));
        variables.put("PATH", System.getenv("PATH"));
        variables.put("RUNNER_TOOL_CACHE", temp.resolve("tools").toString());
        values.putAll(Map.of(
                "github.server_url",
                forge.url(),
                "github.action_repository",
                "acme/throng",
                "github.token",
                "secret",
                "github.event_name",
                eventName,
                "github.ref_name",
                ref,
                "github.event.repository.default_branch",
                "main"));
        map(action.get("inputs"))
                .forEach((name, input) -> values.put(
                        "inputs." + name,
                        new Expressions(values).in(String.valueOf(((Map<?, ?>) input).get("default")))));
    }

    Action with(String input, String value) {
        values.put("inputs." + input, value);
        return this;
    }

    /** All steps. */
    Action run() throws IOException, InterruptedException {
        for (Object step : (List<?>) map(action.get("runs")).get("steps")) {
            step(map(step));
        }
        return this;
    }

    /** The one step again. */
    void again(String name) throws IOException, InterruptedException {
        for (Object step : (List<?>) map(action.get("runs")).get("steps")) {
            if (name.equals(map(step).get("name"))) {
                step(map(step));
            }
        }
    }

    private void step(Map<?, ?> step) throws IOException, InterruptedException {
        Expressions expressions = new Expressions(values);
        String condition = step.containsKey("if") ? String.valueOf(step.get("if")) : "'true'";
        if (failed && !condition.contains("always()") || !expressions.holds(condition)) {
            return;
        }
        if (step.containsKey("uses")) {
            Map<String, String> with = new HashMap<>(Map.of("uses", String.valueOf(step.get("uses"))));
            map(step.get("with"))
                    .forEach((name, value) -> with.put(String.valueOf(name), expressions.in(String.valueOf(value))));
            used.add(with);
            return;
        }
        Map<String, String> environment = new HashMap<>(variables);
        map(step.get("env"))
                .forEach((name, value) -> environment.put(String.valueOf(name), expressions.in(String.valueOf(value))));
        Path outputs = Path.of(variables.getOrDefault("GITHUB_OUTPUT", ""));
        Files.writeString(outputs, "");
        Files.writeString(temp.resolve("path"), "");
        Shell.Ended ended = Shell.run(
                List.of("bash", "--noprofile", "--norc", "-eo", "pipefail"),
                String.valueOf(step.get("run")),
                workspace,
                environment);
        output.append("── ").append(step.get("name")).append('\n').append(ended.output());
        failed |= ended.code() != 0;
        for (String line : Files.readAllLines(outputs)) {
            String[] parts = line.split("=", 2);
            values.put("steps." + step.get("id") + ".outputs." + parts[0], parts[1]);
        }
        for (String folder : Files.readAllLines(temp.resolve("path"))) {
            variables.merge("PATH", folder, (path, added) -> added + ":" + path);
        }
    }

    String summary() throws IOException {
        return Files.readString(temp.resolve("summary.md"));
    }

    String code() {
        return values.getOrDefault("steps.run.outputs.code", "");
    }

    Path results() {
        return Path.of(values.getOrDefault("steps.run.outputs.results", ""));
    }

    private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
