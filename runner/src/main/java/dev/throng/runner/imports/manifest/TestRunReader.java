package dev.throng.runner.imports.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.ShellWords;
import dev.throng.runner.imports.SpecDraft;
import dev.throng.runner.imports.k6.ScriptReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A TestRun (or K6, as it was called) of the k6 operator, with the script in its ConfigMap; or just a script. */
public final class TestRunReader {
    private static final Set<String> KNOWN = Set.of(
            "parallelism",
            "script",
            "arguments",
            "args",
            "runner",
            "quiet",
            "cleanup",
            "separate",
            "starter",
            "initializer",
            "paused");
    private static final Map<String, String> OPTIONS = Map.of(
            "-u",
            "vus",
            "--vus",
            "vus",
            "-d",
            "duration",
            "--duration",
            "duration",
            "-i",
            "iterations",
            "--iterations",
            "iterations",
            "-s",
            "stages",
            "--stage",
            "stages");

    private final List<String> notes = new ArrayList<>();

    /** @throws ImportException there is no such resource, its script is not there, or has nothing in it that could be sent */
    public static SpecDraft read(Manifests manifests, String host) throws ImportException {
        return new TestRunReader().draft(manifests, host);
    }

    private SpecDraft draft(Manifests manifests, String host) throws ImportException {
        JsonNode run = manifests
                .first(document -> Manifests.isOf(document, "k6\\.io", "TestRun", "K6"))
                .orElse(MissingNode.getInstance());
        JsonNode spec = run.path("spec");
        JsonNode map = spec.path("script").path("configMap");
        Map<String, String> texts = manifests.texts(map.path("name").asText());
        String file = map.path("file").asText(fileOf(spec));
        String script = texts.get(file);
        if (script == null
                && texts.values().stream().filter(TestRunReader::isScript).count() == 1) {
            script = texts.values().stream()
                    .filter(TestRunReader::isScript)
                    .findFirst()
                    .orElse(null);
        }
        if (run.isMissingNode() && script == null) {
            throw new ImportException("there is no TestRun of k6.io in it, and no script");
        }
        if (script == null) {
            throw new ImportException("its script is " + file + " of "
                    + (map.isObject() ? "the ConfigMap " + map.path("name").asText() : "a volume")
                    + ": give that too, as in: throng import k6-testrun testrun.yaml "
                    + (map.isObject() ? "configmap.yaml" : file));
        }
        if (file.endsWith(".tar") && !isScript(script)) {
            throw new ImportException("its script is in " + file + ", an archive of k6's: give the script itself");
        }
        try {
            return written(spec, script, texts, host);
        } catch (ImportException wrong) {
            throw new ImportException(
                    file + wrong.place() + (wrong.place().isEmpty() ? ": " : " ") + wrong.getMessage());
        }
    }

    private static String fileOf(JsonNode spec) {
        String local = spec.path("script").path("localFile").asText();
        String volume = spec.path("script").path("volumeClaim").path("file").asText();
        String file = (local.isEmpty() ? volume : local).replaceFirst("^.*/", "");
        return file.isEmpty() ? "test.js" : file;
    }

    private static boolean isScript(String text) {
        return text.contains("k6/http") && text.contains("export default");
    }

    private SpecDraft written(JsonNode spec, String script, Map<String, String> texts, String host)
            throws ImportException {
        Map<String, String> environment =
                new LinkedHashMap<>(Manifests.environment(spec.path("runner").path("env")));
        Map<String, String> line = new LinkedHashMap<>();
        arguments(spec, line, environment);
        SpecDraft draft = ScriptReader.read(script, environment, line, texts, host);
        ObjectNode made = draft.spec().deepCopy();
        int parallelism = spec.path("parallelism").asInt(1);
        if (parallelism > 1 && parallelism <= 500) {
            made.put("workers", parallelism);
        }
        spec.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                notes.add("spec." + name + " of the TestRun is not carried over");
            }
        });
        spec.path("runner").fieldNames().forEachRemaining(name -> {
            if (!name.equals("env")) {
                notes.add("spec.runner." + name + " of the TestRun is not carried over: see pods");
            }
        });
        List<String> all = new ArrayList<>(draft.notes());
        all.addAll(notes);
        return new SpecDraft(made, all);
    }

    private void arguments(JsonNode spec, Map<String, String> line, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        spec.path("args").forEach(word -> words.add(word.asText()));
        if (words.isEmpty()) {
            ShellWords.commands(spec.path("arguments").asText()).forEach(words::addAll);
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals > 0 ? word.substring(0, equals) : word;
            String value = equals > 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(i + 1) : "";
            if (OPTIONS.containsKey(name)) {
                line.merge(OPTIONS.getOrDefault(name, ""), value, (one, other) -> one + "," + other);
            } else if (name.equals("-e") || name.equals("--env")) {
                String[] parts = value.split("=", 2);
                if (parts.length == 2 && !parts[1].contains("$(")) {
                    environment.put(parts[0], parts[1]);
                }
            } else if (!name.matches("--(tag|out|address|log-.*|summary-.*|no-.*|quiet|verbose)|-o|-q|-v")) {
                notes.add("the argument " + name + " of k6 is not carried over");
                continue;
            }
            i += equals > 0 || !name.startsWith("-") || name.matches("--(no-.*|quiet|verbose)|-q|-v") ? 0 : 1;
        }
    }
}
