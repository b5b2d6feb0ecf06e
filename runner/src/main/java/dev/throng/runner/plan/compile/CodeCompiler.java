package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.SteppedLoad;
import dev.throng.runner.code.TimeLimit;
import dev.throng.runner.code.UserKind;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.Wait;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.script.Place;
import dev.throng.runner.shape.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The users, the load and the target of a scenario in code. */
final class CodeCompiler {
    /** What a load in code is asked for at most: a day, second by second. */
    private static final int MOST_SECONDS = 24 * 60 * 60;

    private static final UserKind OPAQUE = new UserKind(
            "code", 1, OptionalInt.empty(), Optional.empty(), List.of(new UserKind.TaskKind("task", 1)), session -> {
                throw new IllegalStateException("nobody has compiled this code");
            });

    private final boolean isCode;
    private final PlanOptions options;
    private final Place place;
    private final List<UserKind> kinds;

    CodeCompiler(@Nullable ScenarioSpec spec, PlanOptions options, Place place) {
        this.options = options;
        this.place = place.field("scenario");
        isCode = spec != null && (spec.java() != null || spec.python() != null);
        kinds = options.scenario().map(Scenario::users).orElse(List.of(OPAQUE));
    }

    boolean isCode() {
        return isCode;
    }

    /** Whether it can be said which users there are: where nobody runs the code, one class stands in for all. */
    boolean isKnown() {
        return !isCode || options.scenario().isPresent();
    }

    /** The base URL that the code itself names. */
    @Nullable String host() {
        if (!isCode) {
            return null;
        }
        return kinds.stream().flatMap(kind -> kind.host().stream()).findFirst().orElse(null);
    }

    List<UserClass> users() {
        List<UserClass> users = new ArrayList<>();
        for (UserKind kind : kinds) {
            users.add(user(users.size(), kind));
        }
        return users;
    }

    private UserClass user(int index, UserKind kind) {
        List<Task> tasks = new ArrayList<>();
        for (UserKind.TaskKind task : kind.tasks()) {
            tasks.add(new Task(tasks.size(), task.name(), task.weight(), List.of()));
        }
        return new UserClass(
                index,
                kind.name(),
                kind.weight(),
                kind.count().isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Stage.scaledUsers(kind.count().getAsInt(), options.userScale())),
                new Wait.None(),
                0,
                List.of(),
                List.of(),
                List.of(),
                tasks,
                Optional.of(kind.code()),
                Optional.empty());
    }

    /** The load that the code asks for; empty when it does not. */
    List<Stage> stages() {
        Optional<Scenario> scenario = isCode ? options.scenario() : Optional.empty();
        Optional<SteppedLoad> load = scenario.flatMap(Scenario::load);
        if (load.isEmpty()) {
            return List.of();
        }
        try {
            return TimeLimit.QUESTION.call(
                    scenario.get(), "asking the load in code for its seconds", () -> stages(load.get()));
        } catch (Exception refused) {
            place.problem(String.valueOf(refused.getMessage()));
            return List.of();
        }
    }

    private List<Stage> stages(SteppedLoad load) throws Unusable {
        int most = (int) options.runTime()
                .map(Duration::toSeconds)
                .map(seconds -> Math.min(seconds + 1, MOST_SECONDS))
                .orElse((long) MOST_SECONDS)
                .longValue();
        List<Stage> stages = new ArrayList<>();
        SteppedLoad.@Nullable Tick current = null;
        int since = 0;
        for (int second = 0; ; second++) {
            SteppedLoad.Tick next = second < most ? tick(load, second) : null;
            if (current != null && !current.equals(next)) {
                long nanos = TimeUnit.SECONDS.toNanos(second - since);
                stages.add(new Stage.Spawn(nanos, current.users(), current.spawnRate()));
                since = second;
            }
            current = next;
            if (next == null) {
                if (second >= most && options.runTime().isEmpty()) {
                    place.problem("the load in code has no end within a day; let it return null, or give a run time");
                }
                return stages;
            }
        }
    }

    private static SteppedLoad.@Nullable Tick tick(SteppedLoad load, int second) throws Unusable {
        SteppedLoad.Tick tick;
        try {
            tick = load.at(second);
        } catch (Throwable thrown) {
            throw new Unusable(
                    "the load in code threw " + thrown + Scenario.line(thrown) + " when asked for second " + second);
        }
        if (tick != null && (tick.users() < 0 || !(tick.spawnRate() > 0))) {
            throw new Unusable("the load in code asks for " + tick.users() + " users at " + tick.spawnRate()
                    + " per second in second " + second + "; no users below 0, and a rate above 0");
        }
        return tick;
    }

    /** What the code asks for is no load; the message says why. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }
}
