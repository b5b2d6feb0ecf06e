package dev.throng.operator.loadtest.desired;

import static java.util.stream.Collectors.joining;

import dev.throng.api.verdict.BaselineSpec;
import dev.throng.operator.golden.Golden;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every LoadTest of the folder gives the objects beside it. */
class DesiredObjectsTest {
    private static final Runner RUNNER = new Runner(
            "throng/runner:0.1.0",
            "",
            "throng-system",
            false,
            new ResourceRequirementsBuilder()
                    .addToRequests("cpu", new Quantity("250m"))
                    .build(),
            new ResourceRequirementsBuilder()
                    .addToRequests("cpu", new Quantity("1"))
                    .build());

    @ParameterizedTest
    @MethodSource
    void areAsCheckedIn(Path input) throws IOException {
        LoadTestResource loadTest;
        try (var in = Files.newInputStream(input)) {
            loadTest = Serialization.unmarshal(in, LoadTestResource.class);
        }
        RunObjects objects = new RunObjects(RUNNER, accepted(loadTest));
        ConfigMap plan = objects.plan();
        plan.getMetadata().setUid("uid-of-the-plan");
        String yaml = Stream.concat(
                        Stream.<HasMetadata>of(objects.plan(), objects.token(plan, "secret")),
                        Stream.concat(calibration(loadTest, objects, plan), objects.others(plan).stream()))
                .map(Serialization::asYaml)
                .collect(joining());
        Golden.assertOutput(input, yaml);
    }

    private static Stream<HasMetadata> calibration(LoadTestResource loadTest, RunObjects objects, ConfigMap plan) {
        return Boolean.TRUE.equals(loadTest.getSpec().calibrate())
                ? Stream.of(objects.calibration(plan))
                : Stream.empty();
    }

    static List<Path> areAsCheckedIn() throws IOException {
        return Golden.inputs("desired");
    }

    private static Accepted accepted(LoadTestResource loadTest) {
        RunId run = RunId.of(loadTest, 3);
        Integer workers = loadTest.getSpec().workers();
        return new Accepted(
                run,
                loadTest.getSpec(),
                PlanText.of(run, loadTest.getSpec()),
                workers == null ? 1 : workers,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Optional.ofNullable(loadTest.getSpec().runTime()).map(runTime -> Duration.parse("PT" + runTime)),
                Optional.ofNullable(loadTest.getSpec().baseline()).map(BaselineSpec::configMap),
                List.of());
    }
}
