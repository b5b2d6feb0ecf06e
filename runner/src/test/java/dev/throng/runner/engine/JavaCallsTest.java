package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.StringValue;
import dev.throng.runner.cli.JavaRun;
import dev.throng.runner.demo.DemoOptions;
import dev.throng.runner.demo.DemoTarget;
import dev.throng.runner.report.Result;
import dev.throng.runner.stats.StatusCount;
import io.grpc.testing.protobuf.SimpleServiceProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls of gRPC, as scenarios in Java make them, against grpc-java's server: both sides count the same. */
@Timeout(120)
class JavaCallsTest {
    private static final String ONE_CALL = """
            import dev.throng.scenario.*;
            import java.util.List;
import java.util.Map;
            class One extends HttpUser {
                @Task void one() {
                    client.grpc("grpc.testing.SimpleService/UnaryRpc", message(Map.of("requestMessage", "hi")), expectJson("$.responseMessage", "echo hi"));
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void callsAreMadeAsTheyAreWritten() throws Exception {
        Path source = Path.of("src", "test", "resources", "dev", "throng", "runner", "engine", "CallWords.java");
        Map<String, String> files =
                Map.of("CallWords.java", Files.readString(source), "simple.proto", GrpcRunTest.PROTO);
        Path archive = Path.of(StringValue.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (GrpcTestServer server = new GrpcTestServer(false)) {
            Result result = JavaRun.measured(() -> {
                server.forget();
                return JavaRun.of(files, List.of(archive), Map.of(), server.port(), 1, 1);
            });

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.failures())
                    .extracting(Result.Failure::message)
                    .containsExactlyInAnyOrder(
                            "status NOT_FOUND (the server's own words: ä), expected OK",
                            "not complete within 2 s",
                            "$.responseMessage is echo f, expected echo g");
            assertThat(result.total().requests()).isEqualTo(server.calls()).isEqualTo(16);
            assertThat(server.traces).hasSize(16).contains("own").contains("of the user");
            assertThat(server.waves).containsExactly(2, 2);
            assertThat(result.total().statuses())
                    .extracting(StatusCount::text)
                    .containsExactly("OK", "DEADLINE_EXCEEDED", "NOT_FOUND");
            assertThat(JavaRun.count(result, "GROUP:talk (message)")).isEqualTo(2);
            assertThat(JavaRun.count(result, "GROUP:" + "grpc.testing.SimpleService/ServerStreamingRpc (message)"))
                    .isEqualTo(300);
        }
    }

    @Test
    void definitionsComeFromReflectionOrADescriptorSet() throws Exception {
        FileDescriptorSet set = FileDescriptorSet.newBuilder()
                .addFile(SimpleServiceProto.getDescriptor().toProto())
                .build();
        Path file = folder.resolve("simple.binpb");
        Files.write(file, set.toByteArray());
        for (String descriptors : new String[] {"", file.toString()}) {
            try (GrpcTestServer server = new GrpcTestServer(descriptors.isEmpty())) {
                Map<String, Object> around =
                        descriptors.isEmpty() ? Map.of() : Map.of("grpc", Map.of("descriptors", descriptors));
                Result result = JavaRun.of(Map.of("One.java", ONE_CALL), List.of(), around, server.port(), 2, 3);

                assertThat(result.exceptions()).isEmpty();
                assertThat(result.failures()).isEmpty();
                assertThat(result.total().requests()).isEqualTo(server.calls()).isEqualTo(6);
            }
        }
    }

    @Test
    void aServerThatDoesNotTellIsSaidAtTheCall() throws Exception {
        try (GrpcTestServer server = new GrpcTestServer(false)) {
            Result result = JavaRun.of(Map.of("One.java", ONE_CALL), server.port(), 1, 1);

            assertThat(result.exceptions()).singleElement().satisfies(noted -> {
                assertThat(noted.message()).contains("spec.grpc is not given, and http://127.0.0.1:" + server.port());
                assertThat(noted.trace()).contains("One.java:6");
            });
        }
    }

    @Test
    void theSampleCountsAsTheServerDoes() throws Exception {
        String source = Files.readString(Path.of("..", "k8s", "samples", "java", "Items.java"))
                .replace("between(0.1, 0.5)", "between(0.001, 0.005)");
        try (DemoTarget target = DemoTarget.start(DemoOptions.DEFAULT)) {
            Result result = JavaRun.of(Map.of("Items.java", source), target.port(), 2, 20);

            assertThat(result.exceptions()).isEmpty();
            assertThat(result.failures()).isEmpty();
            assertThat(result.total().requests()).isGreaterThan(40).isEqualTo(target.answered());
            assertThat(result.total().statuses()).extracting(StatusCount::text).containsExactly("OK", "NOT_FOUND");
        }
    }
}
