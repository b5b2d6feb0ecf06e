package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.TaskSpec;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.step.RequestSpec;
import dev.throng.api.step.StepSpec;
import dev.throng.runner.plan.Tagged;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which requests have which tags: their step's own, those of its task, and those of the steps that perform the flow in which
 * they are.
 */
final class Tags {
    private final Flows flows;
    private final Map<String, Set<Tagged.Row>> rows = new TreeMap<>();

    private Tags(Flows flows) {
        this.flows = flows;
    }

    static Tags of(@Nullable List<UserSpec> users, Flows flows) {
        Tags tags = new Tags(flows);
        if (users != null) {
            users.forEach(tags::add);
        }
        return tags;
    }

    Set<String> names() {
        return rows.keySet();
    }

    Optional<Tagged> find(String tag) {
        return Optional.ofNullable(rows.get(tag)).map(found -> new Tagged(tag, found));
    }

    private void add(UserSpec user) {
        String name = String.valueOf(user.name());
        add(name, user.onStart(), Set.of(), Set.of());
        if (user.tasks() != null) {
            for (TaskSpec task : user.tasks()) {
                boolean inPlace = task.steps() == null;
                Set<String> own =
                        inPlace ? Set.of() : with(Set.of(), task.request().tags());
                add(name, inPlace ? List.of(task.inPlace()) : task.steps(), own, Set.of());
            }
        }
        add(name, user.onStop(), Set.of(), Set.of());
    }

    /** @param way names of the flows in which these steps are */
    private void add(String user, @Nullable List<StepSpec> steps, Set<String> around, Set<String> way) {
        for (StepSpec step : steps == null ? List.<StepSpec>of() : steps) {
            Set<String> tags = with(around, step.request().tags());
            tags.forEach(tag -> {
                Set<Tagged.Row> those = rows.computeIfAbsent(tag, none -> new LinkedHashSet<>());
                row(user, step.request()).ifPresent(those::add);
            });
            for (String flow : Flows.performed(step)) {
                if (!way.contains(flow)) {
                    add(user, flows.known(flow), tags, with(way, List.of(flow)));
                }
            }
        }
    }

    private static Set<String> with(Set<String> some, @Nullable List<String> more) {
        if (more == null) {
            return some;
        }
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static Optional<Tagged.Row> row(String user, RequestSpec request) {
        List<Tagged.Row> rows = new ArrayList<>();
        Map<String, String> paths = StepCompiler.methods(request);
        paths.forEach((method, path) ->
                rows.add(new Tagged.Row(user, request.name() == null ? path : request.name(), method)));
        return rows.stream().findFirst();
    }

    /** Those of these steps and of all that they perform. */
    static Stream<String> of(List<StepSpec> reached) {
        return reached.stream()
                .map(step -> step.request().tags())
                .flatMap(tags -> tags == null ? Stream.of() : tags.stream());
    }
}
