package dev.throng.runner.plan;

import dev.throng.api.ThresholdSpec;
import dev.throng.api.schema.Notation;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.script.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the one who starts a run says beside the file. With the same file and the same options everyone compiles the same
 * plan. Start from {@link #DEFAULTS}.
 *
 * @param target instead of the file's ({@code --host})
 * @param users instead of the file's ({@code -u}); refused with stages
 * @param spawnRate users per second instead of the file's ({@code -r}); refused with stages
 * @param rate arrivals per second instead of the file's load ({@code --rate}); refused with stages
 * @param runTime instead of the file's; cuts stages ({@code -t})
 * @param iterations so many in all, by {@code users} at once (one when absent), instead of the load of the specification
 * @param seed of the run, instead of the file's
 * @param freshSeed the seed when neither this nor the file names one. Whoever starts a run draws it, so that two runs do
 *     not send the same "random" names; whoever joins one has to be told the plan's seed
 * @param timeScale factor on every duration of the load model
 * @param userScale factor on every number of users and every rate of the load model
 * @param environment value of an environment variable; null when it has none
 * @param readFile content of a file that the plan names (trusted authorities); null when it can't be read
 * @param files where a data file is that the plan names; null where nobody can look
 * @param scenario what became of the plan's code; empty where nobody runs it: then a plan with code has one class of
 *     users that do nothing
 * @param shared what the code gave for all users before the run
 * @param thresholds beside the file's ({@code --threshold})
 */
public record PlanOptions(
        Optional<String> target,
        OptionalInt users,
        OptionalDouble spawnRate,
        OptionalDouble rate,
        Optional<Duration> runTime,
        OptionalLong iterations,
        OptionalLong seed,
        long freshSeed,
        double timeScale,
        double userScale,
        Function<String, @Nullable String> environment,
        Function<String, @Nullable String> readFile,
        Function<String, @Nullable Path> files,
        Optional<Scenario> scenario,
        String shared,
        List<ThresholdSpec> thresholds) {

    /** What {@code readFile} is asked for when the plan names a ConfigMap with trusted authorities: where pods see it. */
    public static final String CA_CONFIG_MAP_FILE = "/etc/throng/ca/ca.crt";

    /** Nothing overridden, no environment, no files. */
    public static final PlanOptions DEFAULTS = new PlanOptions(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            1,
            1,
            name -> null,
            path -> null,
            path -> null,
            Optional.empty(),
            "",
            List.of());

    /** Of a rate as a specification writes it; empty when it is none. */
    public static OptionalDouble perSecond(String rate) {
        return Notation.RATE.matches(rate)
                ? OptionalDouble.of(Quantity.perSecond(rate, new Place("", new ArrayList<>())))
                : OptionalDouble.empty();
    }

    public PlanOptions withTarget(String url) {
        return new PlanOptions(
                Optional.of(url),
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withUsers(int number) {
        return new PlanOptions(
                target,
                OptionalInt.of(number),
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withSpawnRate(double perSecond) {
        return new PlanOptions(
                target,
                users,
                OptionalDouble.of(perSecond),
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withRate(double perSecond) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                OptionalDouble.of(perSecond),
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withRunTime(Duration length) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                Optional.of(length),
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    /** So many iterations in all, and no other load than that. */
    public PlanOptions withIterations(long number) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                OptionalLong.of(number),
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withSeed(long value) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                OptionalLong.of(value),
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withFreshSeed(long value) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                value,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withScales(double time, double user) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                time,
                user,
                environment,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withEnvironment(Function<String, @Nullable String> lookup) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                lookup,
                readFile,
                files,
                scenario,
                shared,
                thresholds);
    }

    public PlanOptions withFiles(Function<String, @Nullable String> reader) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                reader,
                files,
                scenario,
                shared,
                thresholds);
    }

    /** Data files lie beside this one when they are not absolute. */
    public PlanOptions withDataBeside(Path folder) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                folder::resolve,
                scenario,
                shared,
                thresholds);
    }

    /** @param given for all users, from the code itself */
    public PlanOptions withScenario(Scenario code, String given) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                Optional.of(code),
                given,
                thresholds);
    }

    public PlanOptions withShared(String given) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                given,
                thresholds);
    }

    public PlanOptions withThresholds(List<ThresholdSpec> more) {
        return new PlanOptions(
                target,
                users,
                spawnRate,
                rate,
                runTime,
                iterations,
                seed,
                freshSeed,
                timeScale,
                userScale,
                environment,
                readFile,
                files,
                scenario,
                shared,
                List.copyOf(more));
    }
}
