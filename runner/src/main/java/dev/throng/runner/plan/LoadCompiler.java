package dev.throng.runner.plan;

import dev.throng.api.CapacitySpec;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.StageSpec;
import dev.throng.api.ThresholdSpec;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Ticking;
import dev.throng.runner.script.Place;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How many users come when, and which parts of the clock that makes. */
final class LoadCompiler {
    private static final int USUAL_MAX_USERS = 10_000;
    private static final double USUAL_SPAWN_RATE = 1;

    /** Spawn rate per user of who are to be there at once. */
    private static final double AT_ONCE = 1000;

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final LoadTestSpec spec;
    private final PlanOptions options;
    private final Place place;
    private final List<Stage> fromCode;

    /** @param fromCode the load that the scenario itself asks for, unless file or options have another; may be empty */
    LoadCompiler(LoadTestSpec spec, PlanOptions options, Place place, List<Stage> fromCode) {
        this.fromCode = fromCode;
        this.spec = spec;
        this.options = options;
        this.place = place;
    }

    /**
     * @param shape empty when neither file nor options have a load model
     * @param iterations what it ends with, when that is not a time alone
     * @param closedUsers the most users of the closed model before scaling; 0 without one
     * @param open whether there are arrivals
     */
    record Load(
            Optional<Shape> shape,
            Optional<Iterations> iterations,
            List<Phase> phases,
            int closedUsers,
            boolean open,
            int maxOpenUsers) {}

    /** A stage and what people call it. */
    private record Named(String name, Stage stage) {}

    Load compile(long seed) {
        if (!(options.timeScale() > 0) || !(options.userScale() > 0)) {
            place.problem("the scales of time and users must be above 0");
            return load(List.of(), seed);
        }
        if (options.iterations().isPresent()) {
            return tried(options.iterations().getAsLong(), seed);
        }
        if (spec.capacity() != null) {
            return searched(spec.capacity(), seed);
        }
        if (spec.stages() != null) {
            return load(stages(spec.stages()), seed);
        }
        if (spec.users() == null
                && (options.users().isEmpty() || codeOutranks())
                && spec.rate() == null
                && options.rate().isEmpty()
                && !fromCode.isEmpty()) {
            return load(
                    fromCode.stream()
                            .map(stage -> new Named("load", stage.scaled(options.timeScale(), options.userScale())))
                            .toList(),
                    seed);
        }
        return load(options.rate().isPresent() || spec.rate() != null ? arrivals() : constant(), seed);
    }

    /** A number of iterations and nothing else, whatever load the file has. */
    private Load tried(long iterations, long seed) {
        if (iterations < 1) {
            place.problem("--iterations: at least 1, not " + iterations);
        }
        if (options.rate().isPresent()) {
            place.problem(
                    "--iterations are done by users, who begin the next one when they are ready: leave out --rate");
        }
        int users = Math.max(1, options.users().orElse(1));
        double spawnRate =
                options.spawnRate().isPresent() ? positive(options.spawnRate().getAsDouble(), place) : users * AT_ONCE;
        long length = options.runTime().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        Shape shape = Shapes.stages(List.of(new Stage.Spawn(length, users, spawnRate)), seed);
        return new Load(
                Optional.of(shape),
                Optional.of(Iterations.trial(Math.max(1, iterations), users)),
                phases(shape, List.of("load"), 0),
                users,
                false,
                0);
    }

    /** The load that a search begins with; the rest is decided on the way. */
    private Load searched(CapacitySpec capacity, long seed) {
        Place at = place.field("capacity");
        alone(at);
        SearchPlan search = SearchPlan.of(capacity, at);
        long warmup = Quantity.nanos(spec.warmup(), 0, place.field("warmup"));
        long length = warmup + search.mostTime().toNanos();
        boolean open = search.unit() == SearchPlan.Unit.ARRIVALS;
        List<Stage> stages = open
                ? List.of(
                        new Stage.Arrive(0, search.start(), false, USUAL_MAX_USERS),
                        new Stage.Arrive(length, search.start(), false, USUAL_MAX_USERS))
                : List.of(new Stage.Spawn(length, (int) search.start(), search.start()));
        Shape shape = Shapes.stages(stages, seed);
        List<String> names = stages.stream().map(stage -> "search").toList();
        return new Load(
                Optional.of(shape),
                Optional.empty(),
                phases(shape, names, warmup),
                open ? 0 : (int) search.most(),
                open,
                open ? USUAL_MAX_USERS : 0);
    }

    /** Each load is judged over its own window, by what is counted there: response times and failures, by name. */
    private void countedInWindows(List<ThresholdSpec> thresholds) {
        for (int i = 0; i < thresholds.size(); i++) {
            ThresholdSpec threshold = thresholds.get(i);
            boolean scoped = threshold.user() != null
                    || threshold.stage() != null
                    || threshold.status() != null
                    || threshold.time() != null
                    || threshold.over() != null;
            if (scoped) {
                place.field("thresholds")
                        .item(i)
                        .problem("a search for the capacity judges response times, failures and rates by name only:"
                                + " leave out user, stage, status, time and over");
            }
        }
    }

    private void alone(Place at) {
        if (spec.thresholds() == null || spec.thresholds().isEmpty()) {
            at.problem(
                    "needs thresholds: the capacity is the highest load at which they hold, such as {expect: p95 < 500ms}");
        }
        countedInWindows(spec.thresholds() == null ? List.of() : spec.thresholds());
        if (spec.users() != null || spec.stages() != null) {
            at.problem("can't stand beside users or stages, choose one");
        }
        boolean changed = options.users().isPresent()
                || options.spawnRate().isPresent()
                || options.runTime().isPresent()
                || options.timeScale() != 1
                || options.userScale() != 1;
        if (changed) {
            at.problem("finds its own load: -u, -r, -t, --time-scale and --user-scale can't change that,"
                    + " maxUsers, maxRate, step and maxTime can");
        }
    }

    private Load load(List<Named> named, long seed) {
        List<Stage> stages = named.stream().map(Named::stage).toList();
        long warmup = scaled(Quantity.nanos(spec.warmup(), 0, place.field("warmup")));
        if (named.isEmpty()) {
            Shape everlasting = Shapes.interactive();
            return new Load(
                    Optional.empty(), Optional.empty(), phases(everlasting, List.of("load"), warmup), 0, false, 0);
        }
        Shape shape = Shapes.stages(stages, seed, limit());
        if (shape.lengthNanos() <= warmup) {
            place.field("warmup").problem("lasts as long as the whole run, nothing would be judged; make it shorter");
        }
        List<String> names = named.stream().map(Named::name).toList();
        return new Load(
                Optional.of(shape),
                iterations(shape),
                phases(shape, names, warmup),
                closedUsers(),
                open(stages),
                openUsers(stages));
    }

    private Optional<Iterations> iterations(Shape shape) {
        int users = shape.maxUsers();
        if (spec.iterations() != null) {
            return Optional.of(Iterations.shared(atLeastOne(spec.iterations(), place.field("iterations")), users));
        }
        return Optional.ofNullable(spec.iterationsPerUser())
                .map(each -> Iterations.each(atLeastOne(each, place.field("iterationsPerUser")), users));
    }

    private static long atLeastOne(int number, Place at) {
        if (number < 1) {
            at.problem("at least 1, not " + number);
        }
        return Math.max(1, number);
    }

    private boolean codeOutranks() {
        return options.scenario()
                .flatMap(Scenario::load)
                .map(Ticking::outranksOptions)
                .orElse(false);
    }

    /** Stages are cut off at the run time asked for; with users it is the length of the load itself. */
    private long limit() {
        return spec.stages() == null && fromCode.isEmpty()
                ? Long.MAX_VALUE
                : options.runTime().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    // A constant rate

    private List<Named> arrivals() {
        if (options.users().isPresent() || options.spawnRate().isPresent()) {
            place.field("rate").problem("says how many arrive: -u and -r go with users, --rate can change it");
        }
        if (options.rate().isEmpty() && spec.rate() != null && spec.users() != null) {
            place.field("rate").problem("can't stand beside users, choose one");
        }
        double perSecond = positive(perSecond(), place.field("rate"));
        int maxUsers = spec.maxUsers() == null ? USUAL_MAX_USERS : spec.maxUsers();
        boolean poisson = Boolean.TRUE.equals(spec.poisson());
        int most = Stage.scaledUsers(maxUsers, options.userScale());
        return List.of(
                new Named("load", new Stage.Arrive(runTime(), OptionalDouble.of(perSecond), perSecond, poisson, most)));
    }

    private double perSecond() {
        if (options.rate().isPresent()) {
            return options.rate().getAsDouble();
        }
        String rate = spec.rate();
        return rate == null ? 0 : Quantity.perSecond(rate, place.field("rate")) * options.userScale();
    }

    // Users, spawn rate and run time

    private List<Named> constant() {
        Integer users =
                options.users().isPresent() ? Integer.valueOf(options.users().getAsInt()) : spec.users();
        if (users == null) {
            withoutUsers();
            return List.of();
        }
        if (users < 0) {
            place.field("users").problem("must not be negative");
            return List.of();
        }
        long length = runTime();
        List<Named> stages = new ArrayList<>();
        stages.add(new Named("load", new Stage.Spawn(length, users(users), spawnRate())));
        if (spec.rampDown() != null) {
            rampDown().ifPresent(stages::add);
        }
        return stages;
    }

    private void withoutUsers() {
        if (options.spawnRate().isPresent() || options.runTime().isPresent()) {
            place.field("users").problem("is missing: a spawn rate (-r) or run time (-t) needs a number of users (-u)");
        }
    }

    private int users(int users) {
        return options.users().isPresent() ? users : Stage.scaledUsers(users, options.userScale());
    }

    private double spawnRate() {
        if (options.spawnRate().isPresent()) {
            return positive(options.spawnRate().getAsDouble(), place.field("spawnRate"));
        }
        double rate = spec.spawnRate() == null ? USUAL_SPAWN_RATE : spec.spawnRate();
        return positive(rate, place.field("spawnRate")) * options.userScale() / options.timeScale();
    }

    private long runTime() {
        if (options.runTime().isPresent()) {
            return options.runTime().get().toNanos();
        }
        if (spec.runTime() == null) {
            return Long.MAX_VALUE;
        }
        return scaled(Quantity.positive(spec.runTime(), FOR_EVER, place.field("runTime"))
                .toNanos());
    }

    private Optional<Named> rampDown() {
        if (spec.runTime() == null && options.runTime().isEmpty()) {
            place.field("rampDown").problem("needs a runTime, after which the users leave");
            return Optional.empty();
        }
        long nanos = scaled(Quantity.nanos(spec.rampDown(), 0, place.field("rampDown")));
        return nanos == 0 ? Optional.empty() : Optional.of(new Named("ramp-down", new Stage.Ramp(nanos, 0)));
    }

    // Stages

    private List<Named> stages(List<StageSpec> specs) {
        Place at = place.field("stages");
        together();
        List<Named> stages = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            StageSpec stage = specs.get(i);
            String name = stage.name() == null ? "stage " + (i + 1) : stage.name();
            stages.add(new Named(name, stage(stage, at.item(i)).scaled(options.timeScale(), options.userScale())));
        }
        if (stages.stream().allMatch(stage -> stage.stage().durationNanos() == 0)) {
            at.problem("have no length, give at least one of them a duration above 0s");
        }
        return stages;
    }

    private void together() {
        if (spec.users() != null) {
            place.field("users").problem("can't stand beside stages, choose one");
        }
        if (spec.rampDown() != null) {
            place.field("rampDown").problem("goes with users; add a stage with users: 0 instead");
        }
        if (spec.rate() != null) {
            place.field("rate").problem("can't stand beside stages, choose one");
        }
        if (options.users().isPresent()
                || options.spawnRate().isPresent()
                || options.rate().isPresent()) {
            place.field("stages")
                    .problem(
                            "say how many users come and how fast: -u, -r and --rate can't change that, --user-scale can");
        }
    }

    private Stage stage(StageSpec stage, Place at) {
        if (stage.duration() == null) {
            at.field("duration").problem("is missing, say how long the stage lasts, such as 2m");
        }
        long nanos = Quantity.nanos(stage.duration(), 0, at.field("duration"));
        if ((stage.users() == null) == (stage.rate() == null)) {
            at.problem("give either users or a rate");
            return new Stage.Ramp(nanos, 0);
        }
        if (stage.rate() != null) {
            int maxUsers = stage.maxUsers() == null ? USUAL_MAX_USERS : stage.maxUsers();
            double rate = Quantity.perSecond(stage.rate(), at.field("rate"));
            OptionalDouble from = stage.from() == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Quantity.perSecond(stage.from(), at.field("from")));
            return new Stage.Arrive(nanos, from, rate, Boolean.TRUE.equals(stage.poisson()), maxUsers);
        }
        return closed(nanos, notNegative(stage.users(), at.field("users")), stage.spawnRate(), at);
    }

    private static Stage closed(long nanos, int users, @Nullable Double spawnRate, Place at) {
        return spawnRate == null
                ? new Stage.Ramp(nanos, users)
                : new Stage.Spawn(nanos, users, positive(spawnRate, at.field("spawnRate")));
    }

    private static int notNegative(@Nullable Integer users, Place at) {
        if (users != null && users < 0) {
            at.problem("must not be negative");
        }
        return users == null ? 0 : Math.max(0, users);
    }

    private static double positive(double rate, Place at) {
        if (!(rate > 0)) {
            at.problem("must be above 0");
        }
        return rate > 0 ? rate : 1;
    }

    private static boolean open(List<Stage> stages) {
        return stages.stream().anyMatch(Stage.Arrive.class::isInstance);
    }

    private static int openUsers(List<Stage> stages) {
        return stages.stream()
                .mapToInt(stage -> stage instanceof Stage.Arrive arrive ? arrive.maxUsers() : 0)
                .max()
                .orElse(0);
    }

    private int closedUsers() {
        if (spec.stages() == null) {
            Integer users = options.rate().isPresent() ? null : spec.users();
            return options.users().orElse(users == null ? 0 : users);
        }
        return spec.stages().stream()
                .mapToInt(stage -> stage.users() == null ? 0 : stage.users())
                .max()
                .orElse(0);
    }

    // Phases

    /** Warm-up, then what is left of each stage. */
    private static List<Phase> phases(Shape shape, List<String> names, long warmup) {
        List<Phase> phases = new ArrayList<>();
        if (warmup > 0) {
            phases.add(new Phase(0, "warm-up", false, 0, Math.min(warmup, shape.lengthNanos())));
        }
        for (int stage = 0; stage < shape.stages(); stage++) {
            long from = Math.max(warmup, shape.stageStartNanos(stage));
            long to = stage + 1 < shape.stages() ? shape.stageStartNanos(stage + 1) : shape.lengthNanos();
            if (from < to) {
                phases.add(new Phase(phases.size(), names.get(stage), true, from, to));
            }
        }
        return phases;
    }

    private long scaled(long nanos) {
        return nanos == Long.MAX_VALUE ? nanos : Math.round(nanos * options.timeScale());
    }
}
