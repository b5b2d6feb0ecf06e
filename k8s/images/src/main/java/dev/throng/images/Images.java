package dev.throng.images;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code Images ROOT TARGET BASE REPOSITORY VERSION}: writes {@code runner.tar} and {@code operator.tar}, docker archives. */
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

    private Images() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]).toRealPath();
        Path target = Files.createDirectories(Path.of(arguments[1])).toRealPath();
        Base base = Base.of(arguments[2]);
        String name = arguments[3] + "/%s:" + arguments[4];
        Runtime runtime = Runtime.link(target.resolve("java"));

        Program runner = Program.stage(
                root.resolve("runner/target/app"),
                target.resolve("runner/app"),
                "throng-runner",
                "-XX:MaxRAMPercentage=70");
        RunnerTraining.train(runtime, runner);
        Image.of(base, runtime, runner).write(name.formatted("runner"), target.resolve("runner.tar"));

        Program operator = Program.stage(
                root.resolve("operator/target/quarkus-app"), target.resolve("operator/app"), "quarkus-run", SMALL);
        OperatorTraining.train(runtime, operator);
        Image.of(base, runtime, operator).write(name.formatted("operator"), target.resolve("operator.tar"));
    }
}
