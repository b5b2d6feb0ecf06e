package dev.throng.python.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.python.file.ParsedOptions;
import dev.throng.python.file.Sources;
import dev.throng.python.host.Host;
import dev.throng.python.host.RunStatus;
import dev.throng.python.interpreter.Interpreter;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Mistake;
import dev.throng.runner.code.Terms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From locustfiles on disk to a scenario, or to what is wrong with them. */
public final class Locustfiles {
    private static final JsonMapper JSON = new JsonMapper();

    private Locustfiles() {}

    public static Loading load(Sources sources, Terms terms) {
        RunStatus status = new RunStatus();
        Host host = new Host(status);
        Interpreter python = Interpreter.start(host, sources.workingDirectory(), System.out, System.err);
        Loading loading = load(python, host, status, sources, terms);
        if (loading instanceof Loading.Refused) {
            python.close();
        }
        return loading;
    }

    /** The same in an interpreter that runs already; what it had loaded before is forgotten. */
    public static Loading load(Interpreter python, Host host, RunStatus status, Sources sources, Terms terms) {
        JsonNode told = contents(python, sources, terms);
        return told.has("mistakes")
                ? new Loading.Refused(mistakes(told.get("mistakes"), sources))
                : new Loading.Ready(new LocustScenario(python, host, status, told, sources, terms));
    }

    private static JsonNode contents(Interpreter python, Sources sources, Terms terms) {
        ObjectNode asked = JSON.createObjectNode();
        ArrayNode files = asked.putArray("files");
        sources.main().forEach(file -> files.add(file.toString()));
        ArrayNode path = asked.putArray("path");
        sources.path().forEach(folder -> path.add(folder.toAbsolutePath().toString()));
        asked.set("options", ParsedOptions.of(terms));
        ParsedOptions.rest(terms, asked.putArray("rest"));
        terms.users().forEach(asked.putArray("users")::add);
        terms.tags().forEach(asked.putArray("tags")::add);
        terms.excludedTags().forEach(asked.putArray("excluded_tags")::add);
        asked.put("equal_weights", "true".equals(terms.options().get("equal_weights")));
        try {
            return JSON.readTree(
                    python.function("load").execute(asked.toString()).asString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Python has answered what is no JSON", e);
        }
    }

    private static List<Mistake> mistakes(JsonNode told, Sources sources) {
        List<Mistake> mistakes = new ArrayList<>();
        for (JsonNode one : told) {
            String file = one.path("file").asText("");
            Path path = file.isEmpty() ? sources.folder() : Path.of(file);
            String name = path.startsWith(sources.folder())
                    ? sources.folder().relativize(path).toString()
                    : "";
            boolean ours = sources.given().contains(name);
            String message = one.path("message").asText();
            mistakes.add(new Mistake(
                    ours ? name : "",
                    ours ? one.path("line").asInt() : 0,
                    ours ? 1 : 0,
                    ours || file.isEmpty()
                            ? message
                            : file + ":" + one.path("line").asInt() + ": " + message));
        }
        return mistakes;
    }
}
