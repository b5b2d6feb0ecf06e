package dev.throng.dist.olm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A bundle in the layout of the Operator Framework, {@code registry+v1}: {@code manifests/}, {@code metadata/} and the
 * Dockerfile that makes an image of them.
 */
public final class Bundle {
    static final String DEFINITION = "CustomResourceDefinition";

    /** What people's rights and Prometheus need beside what the lifecycle manager makes itself. */
    private static final Set<String> BESIDE =
            Set.of("ClusterRole throng-view", "ClusterRole throng-edit", "Service throng-operator");

    private Bundle() {}

    /**
     * @param manifests all that the chart renders, as one file of YAML
     * @param samples files whose first objects are shown as examples
     * @param homepage of the project
     * @param folder is made
     */
    public static void write(String manifests, List<String> samples, String version, String homepage, Path folder)
            throws IOException {
        List<Manifest> all = Manifest.all(manifests);
        Path into = Files.createDirectories(folder.resolve("manifests"));
        for (Manifest manifest : all) {
            if (manifest.kind().equals(DEFINITION)) {
                Files.writeString(into.resolve(manifest.name() + ".crd.yaml"), manifest.text());
            } else if (BESIDE.contains(manifest.kind() + " " + manifest.name())) {
                Files.writeString(
                        into.resolve(manifest.name() + "." + manifest.kind().toLowerCase(Locale.ROOT) + ".yaml"),
                        yaml(withoutNamespace(manifest)));
            }
        }
        List<Manifest> examples =
                samples.stream().map(sample -> Manifest.all(sample).getFirst()).toList();
        Files.writeString(
                into.resolve("throng.clusterserviceversion.yaml"),
                yaml(new ServiceVersion(version, homepage, all, examples).tree()));
        Map<String, String> labels = labels();
        Files.writeString(
                Files.createDirectories(folder.resolve("metadata")).resolve("annotations.yaml"),
                yaml(Map.of("annotations", labels)));
        Files.writeString(folder.resolve("bundle.Dockerfile"), dockerfile(labels));
    }

    /** The lifecycle manager puts it where the operator is. */
    private static Map<?, ?> withoutNamespace(Manifest manifest) {
        Map<Object, Object> tree = new LinkedHashMap<>(manifest.tree());
        Map<Object, Object> metadata = new LinkedHashMap<>((Map<?, ?>) manifest.at("metadata"));
        metadata.remove("namespace");
        tree.put("metadata", metadata);
        return tree;
    }

    private static Map<String, String> labels() {
        String prefix = "operators.operatorframework.io.bundle.";
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(prefix + "mediatype.v1", "registry+v1");
        labels.put(prefix + "manifests.v1", "manifests/");
        labels.put(prefix + "metadata.v1", "metadata/");
        labels.put(prefix + "package.v1", "throng");
        labels.put(prefix + "channels.v1", "alpha");
        labels.put(prefix + "channel.default.v1", "alpha");
        return labels;
    }

    private static String dockerfile(Map<String, String> labels) {
        StringBuilder text = new StringBuilder("FROM scratch\n\n");
        labels.forEach((name, value) ->
                text.append("LABEL ").append(name).append('=').append(value).append('\n'));
        return text.append("\nCOPY manifests /manifests/\nCOPY metadata /metadata/\n")
                .toString();
    }

    private static String yaml(Map<?, ?> tree) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(120)
                        .setMultiLineFlow(true)
                        .build())
                .dumpToString(tree);
    }
}
