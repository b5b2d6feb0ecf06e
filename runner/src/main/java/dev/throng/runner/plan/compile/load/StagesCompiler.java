package dev.throng.runner.plan.compile.load;

import dev.throng.api.load.StageSpec;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import dev.throng.runner.shape.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The stages of one load: users and spawn rate, a constant rate, or one stage after another. */
final class StagesCompiler {
    static final int USUAL_MAX_USERS = 10_000;
    private static final double USUAL_SPAWN_RATE = 1;
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final LoadModel spec;
    private final PlanOptions options;
    private final Place place;

    /** @param place of the load's fields */
    StagesCompiler(LoadModel spec, PlanOptions options, Place place) {
        this.spec = spec;
        this.options = options;
        this.place = place;
    }

    /** A stage and what people call it. */
    record Named(String name, Stage stage) {}

    /** Empty when there is no load. */
    List<Named> compile() {
        if (spec.stages() != null) {
            return stages(spec.stages());
        }
        return options.rate().isPresent() || spec.rate() != null ? arrivals() : constant();
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

    static double positive(double rate, Place at) {
        if (!(rate > 0)) {
            at.problem("must be above 0");
        }
        return rate > 0 ? rate : 1;
    }

    static boolean open(List<Stage> stages) {
        return stages.stream().anyMatch(Stage.Arrive.class::isInstance);
    }

    static int openUsers(List<Stage> stages) {
        return stages.stream()
                .mapToInt(stage -> stage instanceof Stage.Arrive arrive ? arrive.maxUsers() : 0)
                .max()
                .orElse(0);
    }

    /** The most users of the closed model that are intended, before scaling; 0 without one. */
    int closedUsers() {
        if (spec.stages() == null) {
            Integer users = options.rate().isPresent() ? null : spec.users();
            return options.users().orElse(users == null ? 0 : users);
        }
        return spec.stages().stream()
                .mapToInt(stage -> stage.users() == null ? 0 : stage.users())
                .max()
                .orElse(0);
    }

    private long scaled(long nanos) {
        return nanos == Long.MAX_VALUE ? nanos : Math.round(nanos * options.timeScale());
    }
}
