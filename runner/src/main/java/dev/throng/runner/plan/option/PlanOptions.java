package dev.throng.runner.plan.option;

import dev.throng.api.schema.Notation;
import dev.throng.api.verdict.ThresholdSpec;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.plan.http.HttpVersion;
import dev.throng.runner.script.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
 * @param httpVersion instead of the file's ({@code --http-version})
 * @param httpStreams instead of the file's ({@code --http-streams})
 * @param selection which part of the test ({@code --tags}, {@code --exclude-tags})
 * @param fetches whether data is fetched that the plan names by URL; who only checks a plan does not want that
 * @param reflection how patiently the target is asked what it offers, where the plan has calls of gRPC and does not say; empty where it
 *     may not be asked
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
        boolean fetches,
        Optional<Scenario> scenario,
        String shared,
        List<ThresholdSpec> thresholds,
        Optional<HttpVersion> httpVersion,
        OptionalInt httpStreams,
        Selection selection,
        Optional<Patience> reflection) {

    /** How long a target that may still be starting is asked again. @param say told once that it is waited for */
    public record Patience(Duration length, Consumer<String> say) {}

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
            false,
            Optional.empty(),
            "",
            List.of(),
            Optional.empty(),
            OptionalInt.empty(),
            Selection.ALL,
            Optional.empty());

    /** Of a rate as a specification writes it; empty when it is none. */
    public static OptionalDouble perSecond(String rate) {
        return Notation.RATE.matches(rate)
                ? OptionalDouble.of(Quantity.perSecond(rate, new Place("", new ArrayList<>())))
                : OptionalDouble.empty();
    }

    public PlanOptions withTarget(String url) {
        return change(draft -> draft.target = Optional.of(url));
    }

    public PlanOptions withUsers(int number) {
        return change(draft -> draft.users = OptionalInt.of(number));
    }

    public PlanOptions withSpawnRate(double perSecond) {
        return change(draft -> draft.spawnRate = OptionalDouble.of(perSecond));
    }

    public PlanOptions withRate(double perSecond) {
        return change(draft -> draft.rate = OptionalDouble.of(perSecond));
    }

    public PlanOptions withRunTime(Duration length) {
        return change(draft -> draft.runTime = Optional.of(length));
    }

    /** So many iterations in all, and no other load than that. */
    public PlanOptions withIterations(long number) {
        return change(draft -> draft.iterations = OptionalLong.of(number));
    }

    public PlanOptions withSeed(long value) {
        return change(draft -> draft.seed = OptionalLong.of(value));
    }

    public PlanOptions withFreshSeed(long value) {
        return change(draft -> draft.freshSeed = value);
    }

    public PlanOptions withScales(double time, double user) {
        return change(draft -> {
            draft.timeScale = time;
            draft.userScale = user;
        });
    }

    public PlanOptions withEnvironment(Function<String, @Nullable String> lookup) {
        return change(draft -> draft.environment = lookup);
    }

    public PlanOptions withFiles(Function<String, @Nullable String> reader) {
        return change(draft -> draft.readFile = reader);
    }

    /** Data files lie beside this one when they are not absolute. */
    public PlanOptions withDataBeside(Path folder) {
        return change(draft -> draft.files = folder::resolve);
    }

    /** Data that the plan names by URL is fetched while it is compiled. */
    public PlanOptions withFetching() {
        return change(draft -> draft.fetches = true);
    }

    /** @param given for all users, from the code itself */
    public PlanOptions withScenario(Scenario code, String given) {
        return change(draft -> {
            draft.scenario = Optional.of(code);
            draft.shared = given;
        });
    }

    public PlanOptions withShared(String given) {
        return change(draft -> draft.shared = given);
    }

    public PlanOptions withThresholds(List<ThresholdSpec> more) {
        return change(draft -> draft.thresholds = List.copyOf(more));
    }

    public PlanOptions withHttpVersion(HttpVersion version) {
        return change(draft -> draft.httpVersion = Optional.of(version));
    }

    public PlanOptions withHttpStreams(int atATime) {
        return change(draft -> draft.httpStreams = OptionalInt.of(atATime));
    }

    public PlanOptions withSelection(Selection part) {
        return change(draft -> draft.selection = part);
    }

    /** The target may be asked, once; who only checks a plan does not want that. */
    public PlanOptions withReflection() {
        return withReflection(Duration.ZERO, line -> {});
    }

    /** The target may be asked again and again until it is there, for so long. */
    public PlanOptions withReflection(Duration patience, Consumer<String> say) {
        return change(draft -> draft.reflection = Optional.of(new Patience(patience, say)));
    }

    private PlanOptions change(Consumer<Draft> edit) {
        Draft draft = new Draft();
        edit.accept(draft);
        return new PlanOptions(
                draft.target,
                draft.users,
                draft.spawnRate,
                draft.rate,
                draft.runTime,
                draft.iterations,
                draft.seed,
                draft.freshSeed,
                draft.timeScale,
                draft.userScale,
                draft.environment,
                draft.readFile,
                draft.files,
                draft.fetches,
                draft.scenario,
                draft.shared,
                draft.thresholds,
                draft.httpVersion,
                draft.httpStreams,
                draft.selection,
                draft.reflection);
    }

    private final class Draft {
        private Optional<String> target = PlanOptions.this.target;
        private OptionalInt users = PlanOptions.this.users;
        private OptionalDouble spawnRate = PlanOptions.this.spawnRate;
        private OptionalDouble rate = PlanOptions.this.rate;
        private Optional<Duration> runTime = PlanOptions.this.runTime;
        private OptionalLong iterations = PlanOptions.this.iterations;
        private OptionalLong seed = PlanOptions.this.seed;
        private long freshSeed = PlanOptions.this.freshSeed;
        private double timeScale = PlanOptions.this.timeScale;
        private double userScale = PlanOptions.this.userScale;
        private Function<String, @Nullable String> environment = PlanOptions.this.environment;
        private Function<String, @Nullable String> readFile = PlanOptions.this.readFile;
        private Function<String, @Nullable Path> files = PlanOptions.this.files;
        private boolean fetches = PlanOptions.this.fetches;
        private Optional<Scenario> scenario = PlanOptions.this.scenario;
        private String shared = PlanOptions.this.shared;
        private List<ThresholdSpec> thresholds = PlanOptions.this.thresholds;
        private Optional<HttpVersion> httpVersion = PlanOptions.this.httpVersion;
        private OptionalInt httpStreams = PlanOptions.this.httpStreams;
        private Selection selection = PlanOptions.this.selection;
        private Optional<Patience> reflection = PlanOptions.this.reflection;
    }
}
