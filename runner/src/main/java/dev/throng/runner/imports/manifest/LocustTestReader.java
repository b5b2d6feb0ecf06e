package dev.throng.runner.imports.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.ImportException;
import dev.throng.runner.imports.ShellWords;
import dev.throng.runner.imports.SpecDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A LocustTest of the Locust operators: the locustfile runs as it is, with the load that its command line says. */
public final class LocustTestReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, String> OPTIONS = Map.of(
            "-f",
            "locustfile",
            "--locustfile",
            "locustfile",
            "-H",
            "host",
            "--host",
            "host",
            "-u",
            "users",
            "--users",
            "users",
            "-r",
            "rate",
            "--spawn-rate",
            "rate");
    private static final Set<String> WITHOUT_VALUE = Set.of(
            "--headless",
            "--autostart",
            "--enable-rebalancing",
            "--only-summary",
            "--master",
            "--worker",
            "--print-stats",
            "--skip-log-setup");
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "--autoquit",
            "--expect-workers",
            "--expect-workers-max-wait",
            "--loglevel",
            "-L",
            "--logfile",
            "--csv",
            "--html",
            "--master-host",
            "--master-port",
            "--master-bind-host",
            "--master-bind-port",
            "--web-host",
            "--web-port",
            "-P",
            "--stop-timeout",
            "-s",
            "--processes");
    private static final Set<String> KNOWN = Set.of(
            "masterCommandSeed",
            "workerCommandSeed",
            "workerReplicas",
            "image",
            "imagePullPolicy",
            "imagePullSecrets",
            "configMap",
            "libConfigMap",
            "master",
            "worker",
            "testFiles",
            "env",
            "ttlSecondsAfterFinished");

    private final List<String> notes = new ArrayList<>();

    /** @throws ImportException there is no such resource in it */
    public static SpecDraft read(Manifests manifests, String host) throws ImportException {
        return new LocustTestReader().draft(manifests, host);
    }

    private SpecDraft draft(Manifests manifests, String host) throws ImportException {
        JsonNode test = manifests
                .first(LocustTestReader::isOne)
                .orElseThrow(() -> new ImportException("there is no LocustTest in it"));
        if (manifests.count(LocustTestReader::isOne) > 1) {
            notes.add("there are several tests in it: the first one is taken");
        }
        JsonNode spec = test.path("spec");
        Map<String, String> said = commands(spec);
        Map<String, String> environment = environment(spec);
        ObjectNode made = JSON.objectNode();
        made.put("target", target(said, environment, host));
        code(manifests, spec, said, made);
        load(said, environment, made);
        int workers = spec.path("workerReplicas")
                .asInt(spec.path("worker").path("replicas").asInt(1));
        if (workers > 1 && workers <= 500) {
            made.put("workers", workers);
        }
        environment(environment, spec, made);
        made.putArray("thresholds").addObject().put("expect", "failureRate < 1%");
        spec.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                notes.add("spec." + name + " is not carried over"
                        + (name.matches("(?i).*(scheduling|affinity|tolerations|volume|security|resources).*")
                                ? ": see pods"
                                : ""));
            }
        });
        return new SpecDraft(made, notes);
    }

    /** That of AbdelrhmanHamouda's operator in both versions, and of others that are made after it. */
    static boolean isOne(JsonNode document) {
        return document.path("kind").asText().matches("Locust(Test|LoadTest|Run)?")
                && document.path("apiVersion").asText().matches(".*locust.*/.*");
    }

    private Map<String, String> commands(JsonNode spec) {
        Map<String, String> said = new LinkedHashMap<>();
        options(spec.path("masterCommandSeed").asText(), said);
        options(spec.path("master").path("command").asText(), said);
        for (JsonNode argument : spec.path("master").path("extraArgs")) {
            options(argument.asText(), said);
        }
        return said;
    }

    private void options(String command, Map<String, String> said) {
        List<String> words = new ArrayList<>();
        ShellWords.commands(command).forEach(words::addAll);
        Map<String, String> times = Map.of("-t", "time", "--run-time", "time");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals > 0 ? word.substring(0, equals) : word;
            String value = equals > 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(i + 1) : "";
            boolean follows = equals < 0 && !value.startsWith("-");
            if (OPTIONS.containsKey(name) || times.containsKey(name)) {
                said.put(OPTIONS.getOrDefault(name, times.getOrDefault(name, "")), value);
                i += follows ? 1 : 0;
            } else if (WITHOUT_MEANING.contains(name)) {
                i += follows ? 1 : 0;
            } else if (name.startsWith("-") && !WITHOUT_VALUE.contains(name)) {
                notes.add("the option " + name + " of Locust is not carried over");
                i += follows ? 1 : 0;
            }
        }
    }

    private static Map<String, String> environment(JsonNode spec) {
        Map<String, String> values =
                new HashMap<>(Manifests.environment(spec.path("env").path("variables")));
        values.putAll(Manifests.environment(spec.path("env")));
        values.putAll(Manifests.environment(spec.path("master").path("env")));
        return values;
    }

    private String target(Map<String, String> said, Map<String, String> environment, String host) {
        String target = said.getOrDefault("host", environment.getOrDefault("LOCUST_HOST", ""));
        if (target.matches("https?://[^/?#\\s$]+[^?#\\s]*")) {
            return target;
        }
        notes.add("the resource names no host: the target is a guess, give another by -H");
        return host;
    }

    private void code(Manifests manifests, JsonNode spec, Map<String, String> said, ObjectNode made) {
        String map = spec.path("configMap")
                .asText(spec.path("testFiles").path("configMapRef").asText());
        String library = spec.path("libConfigMap")
                .asText(spec.path("testFiles").path("libConfigMapRef").asText());
        String file = said.getOrDefault("locustfile", "locustfile.py").replaceFirst("^.*/", "");
        Map<String, String> texts = new LinkedHashMap<>(manifests.texts(map));
        if (!library.isEmpty()) {
            manifests.texts(library).forEach(texts::putIfAbsent);
        }
        texts.keySet().removeIf(name -> !name.endsWith(".py"));
        ObjectNode python = made.putObject("scenario").putObject("python");
        Optional<String> main = Optional.ofNullable(texts.get(file));
        if (main.isEmpty() && texts.size() != 1) {
            String name = map.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?") ? map : "locustfiles";
            python.put("configMap", name);
            notes.add("the locustfile " + file + " stays in the ConfigMap " + name
                    + ", which runs in the cluster; give its YAML or the file too to have it here");
            return;
        }
        if (texts.size() == 1) {
            python.put("source", texts.values().iterator().next());
            return;
        }
        ObjectNode files = python.putObject("files");
        files.put(file.equals("locustfile.py") ? file : "locustfile.py", main.orElse(""));
        texts.forEach((name, text) -> {
            if (!name.equals(file)) {
                files.put(name, text);
            }
        });
    }

    private void load(Map<String, String> said, Map<String, String> environment, ObjectNode made) {
        String users = said.getOrDefault("users", environment.getOrDefault("LOCUST_USERS", ""));
        String rate = said.getOrDefault("rate", environment.getOrDefault("LOCUST_SPAWN_RATE", ""));
        String time = said.getOrDefault("time", environment.getOrDefault("LOCUST_RUN_TIME", ""));
        if (!users.matches("[1-9][0-9]{0,5}")) {
            notes.add("the resource says no number of users, which Locust's page is asked for: ten are taken");
        }
        made.put("users", users.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(users) : 10);
        if (rate.matches("[0-9]{1,6}(\\.[0-9]{1,3})?") && Double.parseDouble(rate) > 0) {
            made.put("spawnRate", Double.parseDouble(rate));
        }
        boolean known = time.matches("[0-9]{1,9}|([0-9]{1,9}[hms])+");
        if (!known) {
            notes.add("the resource says no run time: a minute is taken");
        }
        made.put("runTime", !known ? "1m" : time.matches("[0-9]+") ? time + "s" : time);
    }

    /** What code reads of the environment. */
    private void environment(Map<String, String> values, JsonNode spec, ObjectNode made) {
        ArrayNode list = JSON.arrayNode();
        values.forEach((name, value) -> {
            if (!name.startsWith("LOCUST_") && name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                list.addObject().put("name", name).put("value", value);
            }
        });
        if (!list.isEmpty()) {
            made.putObject("pods").set("env", list);
        }
        for (JsonNode one : spec.path("env").path("variables")) {
            if (one.has("valueFrom")) {
                notes.add("the environment variable " + one.path("name").asText()
                        + " comes from elsewhere: see pods.env");
            }
        }
        if (spec.path("env").has("configMapRefs")
                || spec.path("env").has("secretRefs")
                || spec.path("env").has("secretMounts")) {
            notes.add("environment from ConfigMaps and Secrets as a whole is not carried over: see pods.env");
        }
    }
}
