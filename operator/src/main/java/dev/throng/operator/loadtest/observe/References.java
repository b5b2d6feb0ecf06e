package dev.throng.operator.loadtest.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.api.file.Budget;
import dev.throng.api.verdict.BudgetSpec;
import dev.throng.operator.loadtest.desired.RunObjects;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts into a spec what it names in ConfigMaps, so that the run's processes need nothing but the plan. Secrets are not
 * looked at: only the kubelet reads those.
 */
final class References {
    private static final Set<String> AUTHORITY_KEYS = Set.of("ca.crt", "ca.pem", "ca-bundle.crt");

    private final Function<String, Optional<ConfigMap>> configMaps;
    private final List<Problem> missing = new ArrayList<>();

    /** @param configMaps the LoadTest's namespace, by name */
    References(Function<String, Optional<ConfigMap>> configMaps) {
        this.configMaps = configMaps;
    }

    /** What a spec became, and what it named in vain. */
    record Resolved(LoadTestSpec spec, List<Problem> missing) {}

    Resolved resolve(LoadTestSpec spec) {
        ObjectNode json = Serialization.unmarshal(Serialization.asJson(budgeted(spec)), ObjectNode.class);
        code(json, "java");
        code(json, "python");
        authorities(json);
        environment(json);
        if (json.at("/baseline/file").isTextual()) {
            missing.add(new Problem(
                    "spec.baseline.file",
                    "a cluster has no such file: keep the report in a ConfigMap and name it as configMap"));
        }
        Optional.of(json.at("/baseline/configMap"))
                .filter(JsonNode::isTextual)
                .flatMap(name -> find("spec.baseline.configMap", name.asText()))
                .ifPresent(this::report);
        return new Resolved(Serialization.unmarshal(json.toString(), LoadTestSpec.class), List.copyOf(missing));
    }

    /** The spec with the budget in it. */
    private LoadTestSpec budgeted(LoadTestSpec spec) {
        BudgetSpec budget = spec.budget();
        if (budget == null) {
            return spec;
        }
        if (budget.configMap() == null) {
            missing.add(new Problem(
                    "spec.budget.file", "a cluster has no such file: put it in a ConfigMap and name it as configMap"));
            return spec;
        }
        String key = budget.key() == null ? "" : budget.key();
        return find("spec.budget.configMap", budget.configMap())
                .flatMap(map -> value("spec.budget.key", map, key))
                .map(text -> switch (Budget.read("ConfigMap " + budget.configMap(), text)) {
                    case Budget.Accepted accepted -> accepted.in(spec);
                    case Budget.Refused refused -> {
                        missing.add(new Problem(
                                "spec.budget", refused.problems().render().strip()));
                        yield spec;
                    }
                })
                .orElse(spec);
    }

    private void report(ConfigMap map) {
        if (map.getBinaryData() == null || !map.getBinaryData().containsKey(RunObjects.REPORT_KEY)) {
            missing.add(new Problem(
                    "spec.baseline.configMap",
                    "ConfigMap " + name(map) + " holds no report: it has no binary data called "
                            + RunObjects.REPORT_KEY));
        }
    }

    private void code(ObjectNode spec, String language) {
        if (spec.at("/scenario/" + language) instanceof ObjectNode code && code.has("configMap")) {
            String place = "spec.scenario." + language;
            find(place + ".configMap", code.get("configMap").asText()).ifPresent(map -> code(place, map, code));
        }
    }

    private void code(String place, ConfigMap map, ObjectNode code) {
        String key = code.path("key").asText();
        code.remove(List.of("configMap", "key"));
        if (key.isEmpty() && data(map).size() > 1) {
            ObjectNode files = code.putObject("files");
            new TreeMap<>(data(map)).forEach(files::put);
        } else {
            value(place + ".key", map, key).ifPresent(source -> code.put("source", source));
        }
    }

    /** The value of a key, or the only one. */
    private Optional<String> value(String place, ConfigMap map, String key) {
        Map<String, String> data = data(map);
        if (key.isEmpty() && data.size() == 1) {
            return data.values().stream().findFirst();
        }
        if (data.containsKey(key)) {
            return Optional.of(data.get(key));
        }
        missing.add(new Problem(
                place,
                key.isEmpty()
                        ? "ConfigMap " + name(map) + " has " + data.size() + " keys: name the one to take"
                        : "ConfigMap " + name(map) + " has no key " + key + keys(data)));
        return Optional.empty();
    }

    private void authorities(ObjectNode spec) {
        if (spec.at("/http/tls") instanceof ObjectNode tls && tls.has("caConfigMap")) {
            String place = "spec.http.tls.caConfigMap";
            find(place, tls.get("caConfigMap").asText())
                    .flatMap(map -> authorities(place, map))
                    .ifPresent(pem -> {
                        tls.remove("caConfigMap");
                        tls.put("ca", pem);
                    });
        }
    }

    private Optional<String> authorities(String place, ConfigMap map) {
        Map<String, String> data = data(map);
        Optional<String> usual =
                AUTHORITY_KEYS.stream().filter(data::containsKey).map(data::get).findFirst();
        return usual.isPresent() ? usual : value(place, map, data.size() == 1 ? "" : "ca.crt");
    }

    private void environment(ObjectNode spec) {
        JsonNode variables = spec.at("/pods/env");
        for (int i = 0; i < variables.size(); i++) {
            JsonNode ref = variables.get(i).at("/valueFrom/configMapKeyRef");
            if (ref.isObject() && !ref.path("optional").asBoolean()) {
                String place = "spec.pods.env[" + i + "].valueFrom.configMapKeyRef";
                find(place + ".name", ref.path("name").asText())
                        .ifPresent(map ->
                                value(place + ".key", map, ref.path("key").asText()));
            }
        }
    }

    private Optional<ConfigMap> find(String place, String name) {
        Optional<ConfigMap> found = configMaps.apply(name);
        if (found.isEmpty()) {
            missing.add(new Problem(place, "there is no ConfigMap " + name + " in this namespace"));
        }
        return found;
    }

    private static Map<String, String> data(ConfigMap map) {
        return map.getData() == null ? Map.of() : map.getData();
    }

    private static String keys(Map<String, String> data) {
        return data.isEmpty() ? ": it is empty" : ", only " + String.join(", ", new java.util.TreeSet<>(data.keySet()));
    }

    private static String name(ConfigMap map) {
        return map.getMetadata().getName();
    }
}
