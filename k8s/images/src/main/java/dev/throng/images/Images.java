package dev.throng.images;

import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code Images ROOT TARGET BASE REPOSITORY VERSION}: writes {@code runner.tar}, {@code runner-python.tar},
 * {@code operator.tar} and {@code kubectl.tar}, docker archives. */
final class Images {
    /** The operator waits most of its time, and is to hold hundreds of LoadTests in 256 MiB. */
    private static final String[] SMALL = {
        // The smaller one counts below 250 MiB of heap.
        "-XX:MaxRAMPercentage=42",
        "-XX:MinRAMPercentage=42",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1",
        "-XX:ReservedCodeCacheSize=32m",
        "-XX:TrimNativeHeapInterval=10000"
    };

    /** It asks once a second how things are. */
    private static final String[] KUBECTL = {"-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

    /** As the launcher does it: what is only read once at a start is not worth the optimising compiler. */
    private static final String[] RUNNER = {
        "-XX:MaxRAMPercentage=70",
        "-XX:Tier4InvocationThreshold=50000",
        "-XX:Tier4MinInvocationThreshold=6000",
        "-XX:Tier4CompileThreshold=150000",
        "-XX:Tier4BackEdgeThreshold=400000",
        "-XX:-AOTReplayTraining"
    };

    /**
     * Python's own memory is outside of the heap, some 300 MiB. As the launcher does it: an interpreter is hotter from the
     * beginning, and its heap begins small.
     */
    private static final String[] PYTHON = {
        "-XX:MaxRAMPercentage=50",
        "-XX:Tier4InvocationThreshold=25000",
        "-XX:Tier4MinInvocationThreshold=3000",
        "-XX:Tier4CompileThreshold=75000",
        "-XX:Tier4BackEdgeThreshold=200000",
        "-Xms64m"
    };

    private Images() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]).toRealPath();
        Path target = Files.createDirectories(Path.of(arguments[1])).toRealPath();
        Base base = Base.of(arguments[2]);
        Optional<String> unreachable = base.unreachable();
        if (unreachable.isPresent()) {
            System.err.printf(
                    "The images' base %s cannot be had: %s.%nName another one, or a docker archive, which needs no registry:%n"
                            + "  k8s/images/base.sh base.tar && ./mvnw -Pimages package -DskipTests -Dthrong.image.base=base.tar%n",
                    arguments[2], unreachable.get());
            System.exit(1);
        }
        String name = arguments[3] + "/%s:" + arguments[4];
        JavaRuntime runtime = JavaRuntime.link(target.resolve("java"));

        Program runner =
                Program.stage(root.resolve("runner/target/app"), target.resolve("runner/app"), "throng-runner", RUNNER);
        RunnerTraining.train(runtime, runner);
        Image.of(base, runtime, runner).write(name.formatted("runner"), target.resolve("runner.tar"));

        if (Files.exists(root.resolve("runner/python/target/app/throng-python.jar"))) {
            python(root, target, base, runtime, name);
        }

        Program operator = Program.stage(
                root.resolve("operator/target/quarkus-app"), target.resolve("operator/app"), "quarkus-run", SMALL);
        OperatorTraining.train(runtime, operator);
        Image.of(base, runtime, operator).write(name.formatted("operator"), target.resolve("operator.tar"));

        Program kubectl = Program.stage(
                root.resolve("kubectl/target/app"), target.resolve("kubectl/app"), "throng-kubectl", KUBECTL);
        KubectlTraining.train(runtime, kubectl);
        Image.of(base, runtime, kubectl)
                .callable("kubectl-throng")
                .write(name.formatted("kubectl"), target.resolve("kubectl.tar"));
    }

    /** The runner with Python; only where that module has been packaged, since few need it and it is large. */
    private static void python(Path root, Path target, Base base, JavaRuntime runtime, String name) throws Exception {
        Path cache = target.resolve("runner-python/cache");
        Program python = Program.stage(
                root.resolve("runner/python/target/app"), target.resolve("runner-python/app"), "throng-python", PYTHON);
        PythonTraining.train(runtime, python, cache);
        Image.of(base, runtime, python)
                .with(cache)
                .write(name.formatted("runner-python"), target.resolve("runner-python.tar"));
    }
}
