package dev.throng.operator.loadtest.desired;

import dev.throng.api.report.Outcome;
import dev.throng.operator.golden.Golden;
import dev.throng.operator.loadtest.LoadTestResource;
import dev.throng.operator.loadtest.RunId;
import dev.throng.runner.notify.Notice;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every LoadTest of the folder gives the Job beside it: addresses of Secrets are nowhere but in a reference. */
class NoticeJobTest {
    private static final Runner RUNNER = new Runner(
            "throng/runner:0.1.0",
            "",
            "throng-system",
            false,
            new ResourceRequirementsBuilder()
                    .addToLimits("memory", new Quantity("1Gi"))
                    .build(),
            new ResourceRequirementsBuilder().build());

    @ParameterizedTest
    @MethodSource
    void isAsCheckedIn(Path input) throws IOException {
        LoadTestResource loadTest;
        try (var in = Files.newInputStream(input)) {
            loadTest = Serialization.unmarshal(in, LoadTestResource.class);
        }
        Notice notice = new Notice(
                "uid/3",
                "/namespaces/shop/loadtests/items",
                "items",
                "shop",
                null,
                "items-3",
                loadTest.getSpec().target(),
                Outcome.Passed,
                "all thresholds held",
                null,
                null,
                100L,
                0L,
                0.0,
                10.0,
                1.0,
                2.0,
                3.0,
                null,
                List.of());
        Golden.assertOutput(
                input,
                Serialization.asYaml(new NoticeJob(RUNNER)
                        .of(
                                RunId.of(loadTest, 3),
                                notice,
                                Objects.requireNonNull(loadTest.getSpec().notices()),
                                Optional.ofNullable(loadTest.getSpec().pods()),
                                Duration.ofMinutes(10))));
    }

    static List<Path> isAsCheckedIn() throws IOException {
        return Golden.inputs("notices");
    }
}
