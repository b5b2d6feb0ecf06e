package dev.throng.runner.plan.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.api.client.HttpSpec;
import dev.throng.api.client.TlsSpec;
import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.api.scenario.TaskSpec;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.step.RequestSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.compile.answer.Checks;
import dev.throng.runner.plan.compile.http.CertificateCompiler;
import dev.throng.runner.plan.compile.http.GrpcCompiler;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import dev.throng.runner.shape.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user classes of a scenario.
 *
 * @param flows that steps may perform
 * @param checks that expectations may refer to
 * @param data that they may use
 * @param grpc where their calls are defined
 * @param basePath the target's path, without trailing slash
 * @param spoken how the client speaks to the target
 * @param certificates of users that have one each
 * @param names of all requests, filled on the way
 * @param place of the specification
 */
record ScenarioCompiler(
        Scripts scripts,
        Pools pools,
        Flows flows,
        Checks checks,
        DataCompiler data,
        HttpSettings http,
        GrpcCompiler grpc,
        String basePath,
        @Nullable HttpSpec spoken,
        CertificateCompiler certificates,
        Set<String> names,
        double userScale,
        Place place) {

    /** Of every request. */
    @Nullable Map<String, JsonNode> headers() {
        return spoken == null ? null : spoken.headers();
    }

    private @Nullable TlsSpec tls() {
        return spoken == null ? null : spoken.tls();
    }

    /** @param given names of what all users are given, and whether it is secret */
    List<UserClass> compile(@Nullable ScenarioSpec scenario, Map<String, Boolean> given) {
        Place at = place.field("scenario");
        if (scenario == null) {
            at.problem("is missing, say who the users are and what they do");
            return List.of();
        }
        if (scenario.users() == null || scenario.users().isEmpty()) {
            at.field("users").problem("is missing, name one class of users at least");
            return List.of();
        }
        if (scenario.flows() != null) {
            flows.check(scenario.flows(), at.field("flows"));
        }
        return users(scenario.users(), given, at.field("users"));
    }

    private List<UserClass> users(List<UserSpec> specs, Map<String, Boolean> given, Place place) {
        List<UserClass> users = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            String name = specs.get(i).name();
            if (users.stream().anyMatch(user -> user.name().equals(name))) {
                place.item(i).field("name").problem("another class of users is called " + name + " already");
            }
            users.add(user(i, specs.get(i), given, place.item(i)));
        }
        return users;
    }

    /** The same, whose requests no threshold is about. */
    ScenarioCompiler alone() {
        return new ScenarioCompiler(
                scripts,
                pools,
                flows,
                checks,
                data,
                http,
                grpc,
                basePath,
                spoken,
                certificates,
                new LinkedHashSet<>(),
                userScale,
                place);
    }

    private UserClass user(int index, UserSpec spec, Map<String, Boolean> given, Place place) {
        if (spec.name() == null || spec.name().isBlank()) {
            place.field("name").problem("is missing, the statistics need it");
        }
        if (spec.weight() != null && spec.count() != null) {
            place.problem("weight and count exclude each other");
        }
        Variables variables = VariableNames.of(spec, flows, given.keySet(), place);
        given.forEach((name, secret) -> {
            if (secret) {
                variables.secret(variables.declare(name));
            }
        });
        data.names().forEach(variables::declare);
        data.check(spec, UserSteps.of(spec, flows), headers(), tls(), place);
        UserClass made;
        int secrets;
        // A variable may be read before the step that sets it to a secret.
        do {
            secrets = variables.secrets();
            made = user(index, spec, place, variables);
        } while (variables.secrets() > secrets);
        return made;
    }

    private UserClass user(int index, UserSpec spec, Place place, Variables variables) {
        StepCompiler steps = new StepCompiler(this, spec, place, variables);
        List<Step.Assignment> initial = steps.assignments(spec.variables(), place.field("variables"));
        List<Step> onStart = after(
                data.draws(spec, UserSteps.of(spec, flows), headers(), tls(), variables::declare, true),
                steps.compile(spec.onStart(), place.field("onStart")));
        List<Task> tasks = drawing(spec, variables, tasks(spec.tasks(), steps, place.field("tasks")));
        List<Step> onStop = steps.compile(spec.onStop(), place.field("onStop"));
        return new UserClass(
                index,
                String.valueOf(spec.name()),
                spec.count() == null ? positive(spec.weight(), place.field("weight")) : 0,
                count(spec.count(), place.field("count")),
                WaitCompiler.compile(spec.waiting(), place.field("wait")),
                variables.size(),
                initial,
                onStart,
                onStop,
                tasks,
                Optional.empty(),
                certificates.compile(tls(), variables, this.place.field("http").field("tls")));
    }

    /** Each task begins with the rows that it needs. */
    private List<Task> drawing(UserSpec spec, Variables variables, List<Task> tasks) {
        if (spec.tasks() == null || tasks.size() != spec.tasks().size()) {
            return tasks;
        }
        return tasks.stream()
                .map(task -> {
                    TaskSpec own = spec.tasks().get(task.index());
                    List<StepSpec> reached = flows.reached(own.steps() == null ? List.of(own.inPlace()) : own.steps());
                    List<Step.Draw> draws = data.draws(spec, reached, headers(), tls(), variables::declare, false);
                    return new Task(task.index(), task.name(), task.weight(), after(draws, task.steps()));
                })
                .toList();
    }

    private static List<Step> after(List<Step.Draw> draws, List<Step> steps) {
        List<Step> all = new ArrayList<>(draws);
        all.addAll(steps);
        return draws.isEmpty() ? steps : List.copyOf(all);
    }

    private OptionalInt count(@Nullable Integer count, Place place) {
        return count == null
                ? OptionalInt.empty()
                : OptionalInt.of(Stage.scaledUsers(positive(count, place), userScale));
    }

    private static int positive(@Nullable Integer number, Place place) {
        if (number != null && number < 1) {
            place.problem("must be 1 or more");
        }
        return number == null ? 1 : Math.max(1, number);
    }

    private static List<Task> tasks(@Nullable List<TaskSpec> specs, StepCompiler steps, Place place) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; specs != null && i < specs.size(); i++) {
            tasks.add(task(i, specs.get(i), steps, place.item(i)));
        }
        if (tasks.isEmpty()) {
            place.problem("is missing, say what the users do");
        }
        return tasks;
    }

    private static Task task(int index, TaskSpec spec, StepCompiler steps, Place place) {
        int weight = positive(spec.weight(), place.field("weight"));
        if (spec.steps() == null) {
            if (spec.group() != null) {
                place.field("group").problem("measures steps as a whole: write the request as one of steps");
            }
            Optional<Step> only = steps.compile(spec.inPlace(), place);
            return new Task(
                    index, name(index, spec, only), weight, only.map(List::of).orElse(List.of()));
        }
        if (!spec.request()
                .equals(RequestSpec.named(spec.request().name(), spec.request().tags()))) {
            place.problem(
                    "beside steps there is room for weight, name, tags and group only, move the rest into a step");
        }
        if (spec.steps().isEmpty()) {
            place.field("steps").problem("needs one step at least");
        }
        List<Step> all = steps.compile(spec.steps(), place.field("steps"));
        String name = name(index, spec, Optional.empty());
        return new Task(index, name, weight, spec.group() == null ? all : List.of(group(name, all, spec.group())));
    }

    private static Step group(String task, List<Step> steps, String group) {
        return new Step.Do(task, steps, new Step.Times(1), List.of(), Optional.empty(), Optional.of(group));
    }

    private static String name(int index, TaskSpec spec, Optional<Step> only) {
        if (spec.request().name() != null) {
            return spec.request().name();
        }
        return switch (only.orElse(null)) {
            case Step.Request request -> request.name();
            case Step.Rpc rpc -> rpc.request().name();
            case null, default -> "task " + (index + 1);
        };
    }
}
