package dev.throng.operator.crd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.util.NameTransformer;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.schedule.LoadTestScheduleResource;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The custom resource definitions as files: name → YAML. */
final class Crds {
    private Crds() {}

    static Map<String, String> generate() {
        return generate(false);
    }

    /** With every text wherever it belongs. */
    static Map<String, String> whole() {
        return generate(true);
    }

    private static Map<String, String> generate(boolean whole) {
        InMemory files = new InMemory();
        ObjectMapper wrapped = new ObjectMapper().setAnnotationIntrospector(new Wrapped());
        new CRDGenerator()
                .withObjectMapper(wrapped, new KubernetesSerialization(wrapped, false))
                .customResourceClasses(LoadTestResource.class, LoadTestScheduleResource.class)
                .withParallelGenerationEnabled(false)
                .withPostProcessor(new Completion(whole))
                .withOutput(files)
                .generate();
        return files.texts();
    }

    /** The generator knows no unwrapped fields: it sees them where Java has them, and they are moved afterwards. */
    private static final class Wrapped extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable NameTransformer findUnwrappingNameTransformer(AnnotatedMember member) {
            return null;
        }
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
