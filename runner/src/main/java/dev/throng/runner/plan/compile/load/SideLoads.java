package dev.throng.runner.plan.compile.load;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.load.LoadSpec;
import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.compile.load.StagesCompiler.Named;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Nearest;
import dev.throng.runner.script.Place;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The loads of a run that has several: who is in which, when each begins and how long it lasts. A load without a length of
 * its own lasts to the run's end; that is the run time, else the end of the run's own load, else of the longest of those
 * that have one.
 */
final class SideLoads {
    private final LoadTestSpec spec;
    private final PlanOptions options;
    private final Place place;
    private final List<UserClass> users;
    private final boolean known;
    private final LoadModel main;

    /** @param known whether {@code users} are what the scenario has */
    SideLoads(LoadTestSpec spec, PlanOptions options, Place place, List<UserClass> users, boolean known) {
        this.spec = spec;
        this.options = options;
        this.place = place;
        this.users = users;
        this.known = known;
        this.main = LoadModel.of(spec);
    }

    /** @param closedUsers the most users of the closed model that are intended */
    record Side(String name, String intended, List<UserClass> classes, List<Named> stages, long from, int closedUsers) {

        boolean isMain() {
            return name.equals(LoadPart.MAIN);
        }

        private long length() {
            return stages.stream()
                    .mapToLong(named -> named.stage().durationNanos())
                    .reduce(0, Side::sum);
        }

        private static long sum(long one, long other) {
            return one == Long.MAX_VALUE || other == Long.MAX_VALUE ? Long.MAX_VALUE : one + other;
        }

        LoadCompiler.Part part(int index, int firstUser, long judgedFrom, Shape shape) {
            List<Stage> all = stages.stream().map(Named::stage).toList();
            return new LoadCompiler.Part(
                    new LoadPart(
                            index,
                            name,
                            intended,
                            classes.stream().map(UserClass::index).toList(),
                            classes.stream().map(UserClass::name).collect(Collectors.toSet()),
                            firstUser,
                            StagesCompiler.openUsers(all),
                            judgedFrom,
                            from,
                            shape.lengthNanos()),
                    closedUsers,
                    StagesCompiler.open(all));
        }
    }

    /** The run's own load first, if it has one. */
    List<Side> compile(List<LoadSpec> specs) {
        check();
        Map<LoadSpec, List<UserClass>> whose = whose(specs);
        List<Side> sides = new ArrayList<>();
        if (main.isThere()) {
            sides.add(main(rest(whose)));
        } else {
            rest(whose).forEach(this::homeless);
        }
        for (int i = 0; i < specs.size(); i++) {
            Place at = place.field("loads").item(i);
            sides.add(side(specs.get(i), whose.getOrDefault(specs.get(i), List.of()), at));
        }
        return ended(sides, specs);
    }

    private void check() {
        if (options.users().isPresent()
                || options.spawnRate().isPresent()
                || options.rate().isPresent()) {
            place.field("loads")
                    .problem("say how many users come and how fast: -u, -r and --rate can't change that,"
                            + " --user-scale can");
        }
        if (main.isThere() && main.stages() != null && (main.users() != null || main.rate() != null)) {
            place.field("stages").problem("can't stand beside users or rate, choose one");
        }
    }

    // Whose

    private Map<LoadSpec, List<UserClass>> whose(List<LoadSpec> specs) {
        Map<LoadSpec, List<UserClass>> whose = new LinkedHashMap<>();
        Map<String, String> taken = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < specs.size(); i++) {
            LoadSpec load = specs.get(i);
            Place at = place.field("loads").item(i);
            String name = String.valueOf(load.name());
            if (load.name() == null) {
                at.field("name").problem("is missing, thresholds and results call the load so");
            } else if (name.equals(LoadPart.MAIN)) {
                at.field("name").problem("main is the run's own load: call it otherwise");
            } else if (!names.add(name)) {
                at.field("name").problem("another load is called " + name + " already");
            }
            whose.put(load, classes(load, name, at, taken));
        }
        return whose;
    }

    private List<UserClass> classes(LoadSpec load, String name, Place at, Map<String, String> taken) {
        List<String> wanted = load.classes() == null ? List.of(name) : load.classes();
        List<UserClass> found = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String text = wanted.get(i);
            Place where = load.classes() == null ? at : at.field("classes").item(i);
            Optional<UserClass> type =
                    users.stream().filter(user -> user.name().equals(text)).findFirst();
            if (type.isEmpty() && known) {
                where.problem(unknown(load, text));
            }
            String before = taken.putIfAbsent(text, name);
            if (before != null) {
                where.problem("the users of class " + text + " are in load " + before + " already: a class is in one");
            }
            type.filter(user -> before == null).ifPresent(found::add);
        }
        return found;
    }

    private String unknown(LoadSpec load, String text) {
        Set<String> names = users.stream().map(UserClass::name).collect(Collectors.toCollection(LinkedHashSet::new));
        return "no user class is named " + text + Nearest.hint(text, names)
                + (load.classes() == null ? "; say which it is about, such as classes: [Buyer]" : "");
    }

    /** Those that are in no load of their own. */
    private List<UserClass> rest(Map<LoadSpec, List<UserClass>> whose) {
        Set<Integer> taken = whose.values().stream()
                .flatMap(List::stream)
                .map(UserClass::index)
                .collect(Collectors.toSet());
        return users.stream().filter(user -> !taken.contains(user.index())).toList();
    }

    private void homeless(UserClass type) {
        if (known) {
            place.field("loads")
                    .problem("no load brings users of class " + type.name()
                            + ": add it to the classes of one, or give the run users, a rate or stages for it");
        }
    }

    // How long

    private Side main(List<UserClass> rest) {
        if (rest.isEmpty() && known) {
            place.field("loads")
                    .problem("all user classes have loads of their own, so there is nobody for the run's own load: "
                            + "leave that out, or a class of a load");
        }
        StagesCompiler stages = new StagesCompiler(main, options, place);
        return new Side(LoadPart.MAIN, main.words(), rest, stages.compile(), 0, stages.closedUsers());
    }

    private Side side(LoadSpec load, List<UserClass> classes, Place at) {
        LoadModel model = LoadModel.of(load);
        if (!model.isThere()) {
            at.problem("says not how many come: give users, a rate or stages");
        }
        long from = Math.round(Quantity.nanos(load.startAfter(), 0, at.field("startAfter")) * options.timeScale());
        // The run's time and number of users are not this load's.
        PlanOptions scales = PlanOptions.DEFAULTS.withScales(options.timeScale(), options.userScale());
        StagesCompiler stages = new StagesCompiler(model, scales, at);
        List<Named> all = new ArrayList<>();
        if (from > 0) {
            all.add(new Named("before", new Stage.Ramp(from, 0)));
        }
        all.addAll(stages.compile());
        int most = Stage.scaledUsers(stages.closedUsers(), options.userScale());
        return new Side(String.valueOf(load.name()), model.words(), classes, all, from, most);
    }

    /** Those without an end last to the run's. */
    private List<Side> ended(List<Side> sides, List<LoadSpec> specs) {
        long end = end(sides);
        int before = sides.size() - specs.size();
        List<Side> ended = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            Side side = sides.get(i);
            if (i >= before && side.from() >= end) {
                place.field("loads")
                        .item(i - before)
                        .field("startAfter")
                        .problem("the run is over by then: make it shorter, or the run longer");
            }
            ended.add(side.length() == Long.MAX_VALUE && end < Long.MAX_VALUE ? until(end, side) : side);
        }
        return ended;
    }

    private static Side until(long end, Side side) {
        List<Named> stages = new ArrayList<>(side.stages());
        Named last = stages.removeLast();
        long length = Math.max(1, end - side.from());
        stages.add(new Named(
                last.name(),
                switch (last.stage()) {
                    case Stage.Spawn spawn -> new Stage.Spawn(length, spawn.users(), spawn.perSecond());
                    case Stage.Ramp ramp -> new Stage.Ramp(length, ramp.users());
                    case Stage.Arrive arrive ->
                        new Stage.Arrive(
                                length, arrive.from(), arrive.perSecond(), arrive.poisson(), arrive.maxUsers());
                }));
        return new Side(side.name(), side.intended(), side.classes(), stages, side.from(), side.closedUsers());
    }

    private long end(List<Side> sides) {
        if (options.runTime().isPresent()) {
            return options.runTime().get().toNanos();
        }
        if (spec.runTime() != null && !main.isThere()) {
            Duration length =
                    Quantity.positive(spec.runTime(), Duration.ofNanos(Long.MAX_VALUE), place.field("runTime"));
            return Math.round(length.toNanos() * options.timeScale());
        }
        if (main.isThere() && sides.getFirst().length() < Long.MAX_VALUE) {
            return sides.getFirst().length();
        }
        return sides.stream()
                .mapToLong(Side::length)
                .filter(length -> length < Long.MAX_VALUE)
                .max()
                .orElse(Long.MAX_VALUE);
    }
}
