package dev.throng.dist;

import dev.throng.kubectl.KubectlCommand;
import dev.throng.runner.cli.ThrongCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * One of the two programs.
 *
 * @param name of its command and of its archives
 * @param module its folder in the repository
 * @param jar without its ending
 * @param flags of its JVM; the launcher has the same
 * @param trainings what is run to see which classes a start needs
 */
record Product(
        String name,
        String module,
        String jar,
        List<String> flags,
        List<Training> trainings,
        Supplier<CommandLine> commands) {
    /** What is only read once at a start is not worth the optimising compiler; under load its count is soon reached. */
    private static final List<String> ENGINE = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /** It draws a few lines a second. */
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    /**
     * @param archive of classes that comes of it
     * @param commands command lines that do the same each time; {@code SAMPLES} stands for the samples' folder
     * @param run a command line whose course is a matter of time too; empty when there is none
     */
    record Training(String archive, List<List<String>> commands, List<String> run) {}

    static List<Product> all() {
        return List.of(throng(), kubectl());
    }

    private static Product throng() {
        return new Product(
                "throng",
                "runner",
                "throng-runner",
                ENGINE,
                List.of(
                        new Training(
                                "throng",
                                List.of(List.of("--help"), List.of("run", "--help"), validate("quickstart.yaml")),
                                run("quickstart.yaml")),
                        new Training("java", List.of(validate("java/quickstart.yaml")), run("java/quickstart.yaml"))),
                ThrongCommand::commandLine);
    }

    private static Product kubectl() {
        return new Product(
                "kubectl-throng",
                "kubectl",
                "throng-kubectl",
                SMALL,
                List.of(new Training(
                        "kubectl",
                        List.of(List.of("--help"), List.of("run", "--help")),
                        List.of("top", "--once", "--kubeconfig", "SAMPLES/kubeconfig.yaml"))),
                KubectlCommand::commandLine);
    }

    private static List<String> validate(String sample) {
        return List.of("validate", "SAMPLES/" + sample);
    }

    private static List<String> run(String sample) {
        return List.of("run", "SAMPLES/" + sample, "--headless", "--run-time", "3s");
    }

    Path app(Path root) {
        return root.resolve(module).resolve("target/app");
    }

    Path sbom(Path root) {
        return root.resolve(module).resolve("target/sbom.json");
    }
}
