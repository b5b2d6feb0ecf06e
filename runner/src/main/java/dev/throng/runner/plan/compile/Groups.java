package dev.throng.runner.plan.compile;

import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.step.Retry;
import dev.throng.runner.plan.step.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the steps of a scenario are measured as, beside their requests. */
final class Groups {
    private Groups() {}

    static Set<String> of(List<UserClass> users) {
        Set<String> groups = new TreeSet<>();
        for (UserClass user : users) {
            add(user.onStart(), groups);
            user.tasks().forEach(task -> add(task.steps(), groups));
            add(user.onStop(), groups);
        }
        return groups;
    }

    private static void add(List<Step> steps, Set<String> groups) {
        for (Step step : steps) {
            switch (step) {
                case Step.Do flow -> {
                    flow.group().ifPresent(groups::add);
                    add(flow.steps(), groups);
                    add(flow.otherwise(), groups);
                }
                case Step.Choose choose -> choose.choices().forEach(choice -> add(choice.steps(), groups));
                case Step.Request request -> add(request, groups);
                case Step.Parallel parallel -> {
                    parallel.group().ifPresent(groups::add);
                    parallel.requests().forEach(request -> add(request, groups));
                }
                case Step.Rpc rpc -> {
                    rpc.request().expect().soft().forEach(check -> groups.add(check.name()));
                    if (rpc.method().serverStreams()) {
                        groups.add(rpc.messagesName());
                    }
                }
                case Step.Connect connect ->
                    groups.addAll(connect.opening().figures().all());
                case Step.Talk talk -> talk.expect().soft().forEach(check -> groups.add(check.name()));
                case Step.HangUp hangUp -> {}
                case Step.Pause pause -> {}
                case Step.Think pause -> {}
                case Step.Stop stop -> {}
                case Step.Meet meet -> {}
                case Step.Set set -> {}
                case Step.Draw row -> {}
                case Step.Give values -> {}
            }
        }
    }

    private static void add(Step.Request request, Set<String> groups) {
        request.expect().soft().forEach(check -> groups.add(check.name()));
        request.retry().ifPresent(retry -> groups.add(Retry.metric(request.name())));
        request.stream().ifPresent(stream -> groups.addAll(stream.figures().all()));
    }
}
