package dev.throng.runner.cli.option;

import dev.throng.api.verdict.ThresholdSpec;
import dev.throng.runner.cli.file.TestFile;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.plan.option.PlanOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says over the file's target and load. */
public final class LoadOptions {
    @Option(
            names = {"-H", "--host"},
            paramLabel = "URL",
            description = "Base URL of the target, instead of the file's.")
    public @Nullable String host;

    @Option(
            names = {"-u", "--users"},
            paramLabel = "N",
            description = "Users at the peak, instead of the file's.")
    @Nullable Integer users;

    @Option(
            names = {"-r", "--spawn-rate"},
            paramLabel = "R",
            description = "Users started per second, instead of the file's.")
    @Nullable Double spawnRate;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            converter = RateOption.class,
            description = "Constant arrivals, such as 100/s, instead of the file's load.")
    @Nullable Double rate;

    @Option(
            names = {"-t", "--run-time"},
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Length of the run, such as 90s or 1h30m; cuts stages.")
    @Nullable Duration runTime;

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            description =
                    "Ends when N tasks are done, by one user (or -u), whatever the file's load is: --iterations 1 tries it.")
    public @Nullable Long iterations;

    @Option(
            names = "--http-version",
            paramLabel = "VERSION",
            converter = HttpVersionOption.class,
            description = "What connections speak, instead of the file's: auto, 1.1 or 2.")
    @Nullable HttpVersion httpVersion;

    @Option(
            names = "--http-streams",
            paramLabel = "N",
            description = "With HTTP/2: requests at a time that share one connection, instead of the file's.")
    @Nullable Integer httpStreams;

    @Option(
            names = "--time-scale",
            defaultValue = "1",
            paramLabel = "F",
            description = "Multiply every duration of the load by this: 0.1 runs ten minutes in one.")
    double timeScale = 1;

    @Option(
            names = "--user-scale",
            defaultValue = "1",
            paramLabel = "F",
            description = "Multiply every number of users and every rate by this.")
    double userScale = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of everything random: the same seed gives the same requests per user.")
    public @Nullable Long seed;

    @Option(
            names = "--threshold",
            paramLabel = "EXPRESSION",
            converter = ThresholdOption.class,
            description =
                    "What must hold, beside the file's thresholds, such as 'p95 < 500ms', 'p95 < 1s, name=/items' or 'p95 < 2s, metric=checkout'; may be repeated.")
    List<ThresholdSpec> thresholds = List.of();

    public PlanOptions planOptions() {
        PlanOptions options = ofThisProcess().withFetching().withReflection();
        options = host == null ? options : options.withTarget(host);
        options = users == null ? options : options.withUsers(users);
        options = spawnRate == null ? options : options.withSpawnRate(spawnRate);
        options = rate == null ? options : options.withRate(rate);
        options = runTime == null ? options : options.withRunTime(runTime);
        options = iterations == null ? options : options.withIterations(iterations);
        options = httpVersion == null ? options : options.withHttpVersion(httpVersion);
        options = httpStreams == null ? options : options.withHttpStreams(httpStreams);
        options = seed == null ? options : options.withSeed(seed);
        return options.withScales(timeScale, userScale)
                .withThresholds(thresholds)
                .withFreshSeed(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
    }

    /** Nothing overridden; environment and files are this process's. */
    public static PlanOptions ofThisProcess() {
        return PlanOptions.DEFAULTS
                .withEnvironment(System::getenv)
                .withFiles(TestFile::text)
                .withDataBeside(Path.of(""));
    }
}
