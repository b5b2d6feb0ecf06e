package dev.throng.operator.crd;

import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.schedule.LoadTestScheduleResource;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The custom resource definitions as files: name → YAML. */
final class Crds {
    private Crds() {}

    static Map<String, String> generate() {
        InMemory files = new InMemory();
        new CRDGenerator()
                .customResourceClasses(LoadTestResource.class, LoadTestScheduleResource.class)
                .withParallelGenerationEnabled(false)
                .withPostProcessor(new Completion())
                .withOutput(files)
                .generate();
        return files.texts();
    }

    private static final class InMemory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final Map<String, ByteArrayOutputStream> streams = new TreeMap<>();

        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return streams.computeIfAbsent(crdName, _ -> new ByteArrayOutputStream());
        }

        @Override
        public URI crdURI(String crdName) {
            return URI.create("file:///" + crdName);
        }

        @Override
        public void close() {}

        Map<String, String> texts() {
            Map<String, String> texts = new TreeMap<>();
            streams.forEach((name, bytes) -> texts.put(name + ".yml", bytes.toString(StandardCharsets.UTF_8)));
            return texts;
        }
    }
}
