package dev.throng.runner.cli.session;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Task;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.script.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan, cut into one for each of its user classes. */
public final class TrialPlans {
    private TrialPlans() {}

    /**
     * @param user only this class
     * @param task only this task; only of classes that have it
     */
    public static List<Plan> of(Plan plan, @Nullable String user, @Nullable String task) {
        List<UserClass> classes = plan.users().stream()
                .filter(type -> user == null || type.name().equals(user))
                .toList();
        if (classes.isEmpty()) {
            throw unknown("--user", "user class", String.valueOf(user), names(plan.users()));
        }
        if (task != null) {
            List<UserClass> able = classes.stream()
                    .filter(type ->
                            type.tasks().stream().anyMatch(known -> known.name().equals(task)))
                    .toList();
            if (able.isEmpty()) {
                throw unknown("--task", "task", task, tasks(classes));
            }
            return able.stream()
                    .map(type -> plan.withUsers(List.of(type.only(task))))
                    .toList();
        }
        return classes.stream()
                .map(type -> plan.withUsers(List.of(type.alone())))
                .toList();
    }

    private static Set<String> names(List<UserClass> classes) {
        return classes.stream().map(UserClass::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> tasks(List<UserClass> classes) {
        return classes.stream()
                .flatMap(type -> type.tasks().stream())
                .map(Task::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Refusal unknown(String option, String what, String name, Set<String> known) {
        return new Refusal(
                ExitCode.INVALID,
                option + ": no " + what + " is named " + name + Nearest.hint(name, known)
                        + (known.isEmpty() ? "" : "; there are " + String.join(", ", known)));
    }
}
