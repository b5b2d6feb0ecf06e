package dev.throng.runner.java;

import dev.throng.runner.code.Mistake;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.code.Terms;
import dev.throng.runner.code.UserKind;
import dev.throng.runner.grpc.proto.Definitions;
import dev.throng.scenario.AfterRun;
import dev.throng.scenario.AfterWorker;
import dev.throng.scenario.BeforeRun;
import dev.throng.scenario.BeforeWorker;
import dev.throng.scenario.Count;
import dev.throng.scenario.Host;
import dev.throng.scenario.LoadShape;
import dev.throng.scenario.Task;
import dev.throng.scenario.User;
import dev.throng.scenario.Weight;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What is in the classes of a scenario: users, a load, hooks; and what is wrong with them, all at once. */
final class Discovery {
    private final ScenarioLoader loader;
    private final Terms terms;
    private final Lines lines;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<UserType> users = new ArrayList<>();
    private final List<Class<?>> all = new ArrayList<>();
    private Optional<Class<?>> load = Optional.empty();

    Discovery(ScenarioLoader loader, Terms terms) {
        this.loader = loader;
        this.terms = terms;
        lines = new Lines(loader);
        find();
    }

    List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }

    private void find() {
        for (String name : loader.compiled()) {
            try {
                Class<?> type = Class.forName(name, false, loader);
                all.add(type);
                look(type);
            } catch (ClassNotFoundException | LinkageError e) {
                mistakes.add(new Mistake("", 0, 0, name + " cannot be loaded: " + e.getMessage()));
            }
        }
        all.forEach(this::checkHooks);
        if (users.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(new Mistake("", 0, 0, nobody()));
        }
        users.stream()
                .filter(user -> users.stream()
                                .filter(other -> other.name().equals(user.name()))
                                .count()
                        > 1)
                .forEach(user -> wrong(user.type(), "another class of users is called " + user.name() + " already"));
    }

    private String nobody() {
        List<String> written =
                all.stream().filter(Discovery::isUser).map(Class::getSimpleName).toList();
        if (written.isEmpty()) {
            return "there is no class of users: write one that extends HttpUser and is not abstract";
        }
        return terms.users().isEmpty()
                ? "no class of users has a task with these tags"
                : "there is no class of users called " + String.join(" or ", terms.users()) + ", only "
                        + String.join(", ", written);
    }

    private static boolean isUser(Class<?> type) {
        return User.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }

    private void look(Class<?> type) {
        if (LoadShape.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
            if (load.isPresent()) {
                wrong(type, "there is another load already, " + load.get().getSimpleName());
            }
            load = Optional.of(type);
        }
        if (isUser(type) && (terms.users().isEmpty() || terms.users().contains(type.getSimpleName()))) {
            user(type);
        }
    }

    private void user(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass()) {
            return;
        }
        Maker.problem(type).ifPresent(problem -> wrong(type, problem));
        Weight weight = type.getAnnotation(Weight.class);
        Count count = type.getAnnotation(Count.class);
        if (weight != null && count != null) {
            wrong(type, "@Weight and @Count exclude each other");
        }
        if (weight != null && weight.value() < 1 || count != null && count.value() < 1) {
            wrong(type, "@Weight and @Count must be 1 or more");
        }
        TaskTable tasks = TaskTable.of(type, lines, terms, (at, problem) -> mistakes.add(lines.mistake(at, problem)));
        if (!tasks.isEmpty()) {
            users.add(new UserType(type, tasks));
        } else if (!tasks.isFiltered()) {
            wrong(type, type.getSimpleName() + " has no task: write a method with @Task on it");
        }
    }

    private void wrong(Class<?> type, String problem) {
        mistakes.add(lines.mistake(new Lines.Spot(type, ""), problem));
    }

    // Hooks

    private void checkHooks(Class<?> type) {
        for (Class<? extends Annotation> hook :
                Set.of(BeforeRun.class, AfterRun.class, BeforeWorker.class, AfterWorker.class)) {
            for (Method method : type.getDeclaredMethods()) {
                int most = hook == BeforeWorker.class ? 1 : 0;
                if (method.isAnnotationPresent(hook)
                        && (!Modifier.isStatic(method.getModifiers()) || method.getParameterCount() > most)) {
                    mistakes.add(lines.mistake(
                            new Lines.Spot(type, method.getName()),
                            "a method with @" + hook.getSimpleName() + " is static and has "
                                    + (most == 0 ? "no parameter" : "one parameter at most, a String")));
                }
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Task.class)
                    && !User.class.isAssignableFrom(type)
                    && !dev.throng.scenario.TaskSet.class.isAssignableFrom(type)) {
                mistakes.add(lines.mistake(
                        new Lines.Spot(type, method.getName()),
                        "a task belongs into a class that extends HttpUser, User or TaskSet"));
            }
        }
    }

    /** @param definitions of gRPC that lie among the sources */
    Scenario scenario(Optional<Definitions> definitions) {
        List<UserKind> kinds = users.stream().map(this::kind).toList();
        return new JavaScenario(loader, kinds, load, List.copyOf(all), definitions);
    }

    private UserKind kind(UserType user) {
        Weight weight = user.type().getAnnotation(Weight.class);
        Count count = user.type().getAnnotation(Count.class);
        Host host = user.type().getAnnotation(Host.class);
        return new UserKind(
                user.name(),
                count != null ? 0 : weight == null ? 1 : weight.value(),
                count == null ? OptionalInt.empty() : OptionalInt.of(count.value()),
                Optional.ofNullable(host).map(Host::value),
                user.tasks().all().stream()
                        .map(task -> new UserKind.TaskKind(task.name(), task.weight()))
                        .collect(Collectors.toList()),
                session -> new JavaUser(user, session));
    }
}
