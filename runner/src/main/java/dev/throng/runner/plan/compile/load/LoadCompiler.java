package dev.throng.runner.plan.compile.load;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.load.LoadSpec;
import dev.throng.api.verdict.CapacitySpec;
import dev.throng.api.verdict.ThresholdSpec;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.SteppedLoad;
import dev.throng.runner.plan.Iterations;
import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.compile.load.StagesCompiler.Named;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import dev.throng.runner.shape.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many users come when, and which parts of the clock that makes. */
public final class LoadCompiler {
    private static final int USUAL_MAX_USERS = StagesCompiler.USUAL_MAX_USERS;

    /** Spawn rate per user of who are to be there at once. */
    private static final double AT_ONCE = 1000;

    private final LoadTestSpec spec;
    private final PlanOptions options;
    private final Place place;
    private final List<Stage> fromCode;
    private final List<UserClass> users;
    private final boolean known;
    private final StagesCompiler own;

    /**
     * @param fromCode the load that the scenario itself asks for, unless file or options have another; may be empty
     * @param users all classes
     * @param known whether these are what the scenario has, or stand in for what nobody here can look at
     */
    public LoadCompiler(
            LoadTestSpec spec,
            PlanOptions options,
            Place place,
            List<Stage> fromCode,
            List<UserClass> users,
            boolean known) {
        this.fromCode = fromCode;
        this.users = users;
        this.known = known;
        this.own = new StagesCompiler(LoadModel.of(spec), options, place);
        this.spec = spec;
        this.options = options;
        this.place = place;
    }

    /**
     * @param shape empty when neither file nor options have a load model
     * @param iterations what it ends with, when that is not a time alone
     * @param parts what the shape is made of
     */
    public record Load(Optional<Shape> shape, Optional<Iterations> iterations, List<Phase> phases, List<Part> parts) {}

    /**
     * @param closedUsers the most users of the closed model; 0 without one
     * @param open whether there are arrivals
     */
    public record Part(LoadPart part, int closedUsers, boolean open) {}

    public Load compile(long seed) {
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
        if (spec.loads() != null) {
            return several(spec.loads(), seed);
        }
        if (spec.stages() == null
                && spec.users() == null
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
        return load(own.compile(), seed);
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
        int most = Math.max(1, options.users().orElse(1));
        double spawnRate = options.spawnRate().isPresent()
                ? StagesCompiler.positive(options.spawnRate().getAsDouble(), place)
                : most * AT_ONCE;
        long length = options.runTime().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        Shape shape = Shapes.stages(List.of(new Stage.Spawn(length, most, spawnRate)), seed);
        return new Load(
                Optional.of(shape),
                Optional.of(Iterations.trial(Math.max(1, iterations), most)),
                phases(shape, List.of("load"), 0),
                only(most, false, 0));
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
                only(open ? 0 : (int) search.most(), open, open ? USUAL_MAX_USERS : 0));
    }

    /** Each load is judged over its own window, by what is counted there: response times and failures, by name. */
    private void countedInWindows(List<ThresholdSpec> thresholds) {
        for (int i = 0; i < thresholds.size(); i++) {
            ThresholdSpec threshold = thresholds.get(i);
            boolean scoped = threshold.user() != null
                    || threshold.tag() != null
                    || threshold.stage() != null
                    || threshold.status() != null
                    || threshold.time() != null
                    || threshold.over() != null;
            if (scoped) {
                place.field("thresholds")
                        .item(i)
                        .problem("a search for the capacity judges response times, failures and rates by name only:"
                                + " leave out user, tag, stage, status, time and over");
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
                    Optional.empty(),
                    Optional.empty(),
                    phases(everlasting, List.of("load"), warmup),
                    only(0, false, 0));
        }
        Shape shape = Shapes.stages(stages, seed, limit());
        checkWarmup(shape, warmup);
        List<String> names = named.stream().map(Named::name).toList();
        return new Load(
                Optional.of(shape),
                iterations(shape),
                phases(shape, names, warmup),
                only(own.closedUsers(), StagesCompiler.open(stages), StagesCompiler.openUsers(stages)));
    }

    private List<Part> only(int closedUsers, boolean open, int maxOpenUsers) {
        return List.of(new Part(LoadPart.only(users, maxOpenUsers), closedUsers, open));
    }

    /** Loads of some classes each, and the run's own for the others. */
    private Load several(List<LoadSpec> specs, long seed) {
        List<SideLoads.Side> sides = new SideLoads(spec, options, place, users, known).compile(specs);
        long warmup = scaled(Quantity.nanos(spec.warmup(), 0, place.field("warmup")));
        List<Part> parts = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        for (SideLoads.Side side : sides) {
            List<Stage> stages = side.stages().stream().map(Named::stage).toList();
            Shape shape = Shapes.stages(stages, seed + shapes.size(), cut());
            int first = shapes.stream().mapToInt(Shape::mostPresent).sum();
            parts.add(side.part(parts.size(), first, warmup, shape));
            shapes.add(shape);
        }
        Shape shape = Shapes.sideBySide(shapes);
        checkWarmup(shape, warmup);
        List<String> names = sides.getFirst().isMain()
                ? sides.getFirst().stages().stream().map(Named::name).toList()
                : List.of();
        return new Load(Optional.of(shape), Optional.empty(), phases(shape, names, warmup), parts);
    }

    private void checkWarmup(Shape shape, long warmup) {
        if (shape.lengthNanos() <= warmup) {
            place.field("warmup").problem("lasts as long as the whole run, nothing would be judged; make it shorter");
        }
    }

    private long cut() {
        return options.runTime().map(Duration::toNanos).orElse(Long.MAX_VALUE);
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
                .map(SteppedLoad::outranksOptions)
                .orElse(false);
    }

    /** Stages are cut off at the run time asked for; with users it is the length of the load itself. */
    private long limit() {
        return spec.stages() == null && fromCode.isEmpty() ? Long.MAX_VALUE : cut();
    }

    // Phases

    /**
     * Warm-up, then what is left of each stage of the first load, and of the others after it.
     *
     * @param names of the first load's stages; empty when it is one of many, and no stage is the run's
     */
    private static List<Phase> phases(Shape shape, List<String> names, long warmup) {
        List<Phase> phases = new ArrayList<>();
        if (warmup > 0) {
            phases.add(new Phase(0, "warm-up", false, 0, Math.min(warmup, shape.lengthNanos())));
        }
        Shape first = shape.parts().getFirst();
        long reached = warmup;
        for (int stage = 0; stage < names.size(); stage++) {
            long from = Math.max(warmup, first.stageStartNanos(stage));
            long to = stage + 1 < first.stages() ? first.stageStartNanos(stage + 1) : first.lengthNanos();
            if (from < to) {
                phases.add(new Phase(phases.size(), names.get(stage), true, from, to));
                reached = to;
            }
        }
        if (reached < shape.lengthNanos()) {
            phases.add(new Phase(
                    phases.size(), names.isEmpty() ? "load" : "other loads", true, reached, shape.lengthNanos()));
        }
        return phases;
    }

    private long scaled(long nanos) {
        return nanos == Long.MAX_VALUE ? nanos : Math.round(nanos * options.timeScale());
    }
}
