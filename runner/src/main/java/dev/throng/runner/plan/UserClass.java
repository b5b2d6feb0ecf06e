package dev.throng.runner.plan;

import dev.throng.runner.code.Code;
import dev.throng.runner.plan.step.OwnCertificate;
import dev.throng.runner.plan.step.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One class of virtual users.
 *
 * @param index position in {@link Plan#users}
 * @param weight share among the classes without a fixed count; 0 = none
 * @param count fixed number of users, placed before the weighted ones
 * @param variables number of variable slots a user of this class needs; slots are numbered by the plan's compiler
 * @param initial values a new user's variables have before {@code onStart}, in order
 * @param onStart steps run once before the first task, in order
 * @param onStop steps run once when the user leaves
 * @param tasks at least one; chosen by weight
 * @param code what its users do instead of steps; then there are none
 * @param certificate that each of its users shows in TLS, where they do not show that of the plan
 */
public record UserClass(
        int index,
        String name,
        int weight,
        OptionalInt count,
        Wait waiting,
        int variables,
        List<Step.Assignment> initial,
        List<Step> onStart,
        List<Step> onStop,
        List<Task> tasks,
        Optional<Code> code,
        Optional<OwnCertificate> certificate) {
    /** A class whose users follow declared steps. */
    public UserClass(
            int index,
            String name,
            int weight,
            OptionalInt count,
            Wait waiting,
            int variables,
            List<Step.Assignment> initial,
            List<Step> onStart,
            List<Step> onStop,
            List<Task> tasks) {
        this(
                index,
                name,
                weight,
                count,
                waiting,
                variables,
                initial,
                onStart,
                onStop,
                tasks,
                Optional.empty(),
                Optional.empty());
    }

    /** The same class as the only one of a plan. */
    public UserClass alone() {
        return with(tasks);
    }

    /** The same class as the only one of a plan, with the task of this name only. */
    public UserClass only(String task) {
        return with(tasks.stream().filter(known -> known.name().equals(task)).toList());
    }

    private UserClass with(List<Task> some) {
        return new UserClass(
                0, name, 1, OptionalInt.empty(), waiting, variables, initial, onStart, onStop, some, code, certificate);
    }

    /** All its requests, those of flows included. */
    public List<Step.Request> requests() {
        List<Step.Request> requests = new ArrayList<>();
        Set<List<Step>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(onStart, seen, requests);
        tasks.forEach(task -> collect(task.steps(), seen, requests));
        collect(onStop, seen, requests);
        return requests;
    }

    private static void collect(List<Step> steps, Set<List<Step>> seen, List<Step.Request> requests) {
        if (!seen.add(steps)) {
            return;
        }
        for (Step step : steps) {
            switch (step) {
                case Step.Request request -> requests.add(request);
                case Step.Rpc rpc -> requests.add(rpc.request());
                case Step.Connect connect -> requests.add(connect.request());
                case Step.Do flow -> {
                    collect(flow.steps(), seen, requests);
                    collect(flow.otherwise(), seen, requests);
                }
                case Step.Choose choose -> choose.choices().forEach(choice -> collect(choice.steps(), seen, requests));
                case Step.Parallel parallel -> requests.addAll(parallel.requests());
                case Step.Pause _,
                        Step.Think _,
                        Step.Stop _,
                        Step.Set _,
                        Step.Draw _,
                        Step.Give _,
                        Step.Meet _,
                        Step.Talk _,
                        Step.HangUp _ -> {}
            }
        }
    }
}
