package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples of progressive delivery fit the definitions of the projects that they are for. */
@ExtendWith(ApiServer.class)
@EnabledIfEnvironmentVariable(
        named = DeliverySamplesTest.FOLDER,
        matches = ".+",
        disabledReason = "needs the definitions of Argo Rollouts, Argo Workflows, Tekton and Flagger: set "
                + DeliverySamplesTest.FOLDER + " to a folder of them")
class DeliverySamplesTest {
    static final String FOLDER = "THRONG_DELIVERY_DEFINITIONS";

    private final KubernetesClient client;

    DeliverySamplesTest(KubernetesClient client) {
        this.client = client;
    }

    @BeforeAll
    static void define(KubernetesClient client) throws IOException {
        for (Path file : yaml(Path.of(System.getenv(FOLDER)))) {
            for (HasMetadata object : load(client, file)) {
                if (object instanceof CustomResourceDefinition definition) {
                    definition.setStatus(null);
                    client.resource(definition).patch(ApiServer.APPLY);
                    client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .withName(definition.getMetadata().getName())
                            .waitUntilCondition(DeliverySamplesTest::isServed, 30, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static boolean isServed(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    static List<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<HasMetadata> load(KubernetesClient client, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return client.load(in).items();
        }
    }

    static List<Path> samples() throws IOException {
        return yaml(Path.of("..", "k8s", "delivery"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void passesTheStrictestValidation(Path sample) throws IOException {
        List<HasMetadata> objects = load(client, sample);
        assertThat(objects).isNotEmpty();
        for (HasMetadata object : objects) {
            assertThatCode(() -> client.resource(object)
                            .inNamespace("default")
                            .dryRun()
                            .fieldValidation(Validation.STRICT)
                            .create())
                    .as("%s %s", object.getKind(), object.getMetadata().getName())
                    .doesNotThrowAnyException();
        }
    }
}
