package dev.throng.operator.install;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The chart as Helm renders it. */
public final class Chart {
    static final Path FOLDER = Path.of("..", "helm", "throng");

    /** The release's namespace. */
    public static final String NAMESPACE = "throng-system";

    private Chart() {}

    static String render(Map<String, Object> values) {
        return render(FOLDER, values);
    }

    private static String render(Path chart, Map<String, Object> values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, Serialization.asYaml(values));
                return new Helm(chart)
                        .template()
                        .withName("throng")
                        .withNamespace(NAMESPACE)
                        .withKubeVersion("1.33.0")
                        .withValuesFile(file)
                        .call();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The objects of a kind. */
    public static <T extends HasMetadata> List<T> objects(Class<T> type, Map<String, Object> values) {
        return objects(type, documents(render(values)));
    }

    /** The pod that {@code helm test} makes; Helm renders it only if it does not know what it is for. */
    public static Pod test() {
        try {
            Path chart = Path.of("target", "chart-test");
            for (String file :
                    List.of("Chart.yaml", "values.yaml", "templates/_helpers.tpl", "templates/tests/ready.yaml")) {
                Path copy = chart.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy, Files.readString(FOLDER.resolve(file)).replaceAll("(?m)^ *helm.sh/hook.*\n", ""));
            }
            return objects(Pod.class, documents(render(chart, Map.of()))).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends HasMetadata> List<T> objects(Class<T> type, List<String> documents) {
        return documents.stream()
                .filter(yaml -> yaml.lines().anyMatch(("kind: " + type.getSimpleName())::equals))
                .map(yaml -> Serialization.unmarshal(yaml, type))
                .toList();
    }

    /** The object of a kind that has no class here, as text. */
    static String document(String kind, String name, Map<String, Object> values) {
        return documents(render(values)).stream()
                .filter(yaml -> yaml.contains("\nkind: " + kind + "\n") && yaml.contains("\n  name: " + name + "\n"))
                .findFirst()
                .orElseThrow();
    }

    static List<String> documents(String yaml) {
        return Arrays.stream(yaml.split("(?m)^---\\s*$"))
                .map(document -> document.replaceAll("(?m)^# Source: .*\n", "").strip() + "\n")
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
                .toList();
    }
}
