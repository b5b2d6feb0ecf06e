package dev.throng.kubectl;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.file.Document;
import dev.throng.api.file.LoadTestReader;
import dev.throng.api.file.Reading;
import dev.throng.kubectl.cluster.LoadTest;
import dev.throng.runner.cli.file.CodeFile;
import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of this machine as a LoadTest for the cluster.
 *
 * @param resource as it is to be there, without a namespace of its own unless the file says one
 * @param files sources by their names, for a ConfigMap; empty for a LoadTest in YAML
 */
record LocalScenario(GenericKubernetesResource resource, Map<String, String> files) {
    private static final String CODE_SUFFIX = "-code";

    /** @throws Refusal with every mistake and its place */
    static LocalScenario read(String file) {
        Optional<CodeFile> code = file.equals("-") ? Optional.empty() : CodeFile.of(file);
        return code.isPresent() ? code(code.get().asLoadTest(Map.of())) : yaml(file);
    }

    private static LocalScenario yaml(String file) {
        Reading reading = file.equals("-")
                ? LoadTestReader.read("standard input", System.in)
                : LoadTestReader.read(Path.of(file));
        return switch (reading) {
            case Reading.Refused refused ->
                throw new Refusal(
                        ExitCode.INVALID, refused.problems().renderWithSource().stripTrailing());
            case Reading.Accepted accepted -> {
                List<Document<LoadTestSpec>> tests = accepted.loadTests();
                if (tests.size() != 1) {
                    throw new Refusal(
                            ExitCode.INVALID,
                            file + ": holds "
                                    + (tests.isEmpty()
                                            ? "no LoadTest"
                                            : tests.size() + " LoadTests ("
                                                    + tests.stream()
                                                            .map(Document::name)
                                                            .collect(Collectors.joining(", "))
                                                    + ")")
                                    + "; one is run at a time");
                }
                yield new LocalScenario(resource(tests.getFirst().text()), Map.of());
            }
        };
    }

    /** Its files become a ConfigMap where their names can be keys; folders can't, and stay in the LoadTest. */
    private static LocalScenario code(byte[] json) {
        GenericKubernetesResource resource = resource(new String(json, StandardCharsets.UTF_8));
        Map<String, Object> spec = map(resource.getAdditionalProperties().get("spec"));
        Map<String, Object> scenario = map(spec.get("scenario"));
        String language = scenario.keySet().iterator().next();
        Map<String, Object> files = map(map(scenario.get(language)).get("files"));
        if (files.keySet().stream().anyMatch(name -> name.contains("/"))) {
            return new LocalScenario(resource, Map.of());
        }
        scenario.put(language, Map.of("configMap", resource.getMetadata().getName() + CODE_SUFFIX));
        return new LocalScenario(
                resource,
                files.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue()))));
    }

    /** Of a file that may hold other objects beside it, as samples hold their target. */
    private static GenericKubernetesResource resource(String text) {
        Object read = new KubernetesSerialization().unmarshal(text);
        List<?> all = read instanceof List<?> several
                ? several
                : read instanceof KubernetesList list ? list.getItems() : List.of(read);
        return all.stream()
                .filter(GenericKubernetesResource.class::isInstance)
                .map(GenericKubernetesResource.class::cast)
                .filter(object -> LoadTest.KIND.equals(object.getKind()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // what was read as an object is one
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : new HashMap<>();
    }

    Map<String, Object> spec() {
        return map(resource.getAdditionalProperties().get("spec"));
    }

    String name() {
        return resource.getMetadata().getName();
    }

    /** Name of the ConfigMap that holds its files. */
    String codeName() {
        return name() + CODE_SUFFIX;
    }
}
