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
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

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
        if (told.has("mistakes")) {
            return new Loading.Refused(mistakes(told.get("mistakes"), sources));
        }
        try {
            return new Loading.Ready(new LocustScenario(python, host, status, told, sources, terms));
        } catch (PolyglotException e) {
            // A shape is asked here for what it wants, which is the file's own code.
            Value thrown = e.getGuestObject();
            if (thrown == null) {
                throw e;
            }
            String path = sources.main().getFirst().toString();
            JsonNode said = json(python.function("mistake").execute(thrown, path));
            return new Loading.Refused(mistakes(said.get("mistakes"), sources));
        }
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
        return json(python.function("load").execute(asked.toString()));
    }

    private static JsonNode json(Value told) {
        try {
            return JSON.readTree(told.asString());
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
