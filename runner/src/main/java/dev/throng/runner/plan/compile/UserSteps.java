package dev.throng.runner.plan.compile;

import dev.throng.api.scenario.TaskSpec;
import dev.throng.api.scenario.UserSpec;
import dev.throng.api.step.StepSpec;
import java.util.ArrayList;
import java.util.List;

/** All steps of a user class, wherever they stand, also in flows. */
final class UserSteps {
    private UserSteps() {}

    static List<StepSpec> of(UserSpec user, Flows flows) {
        List<StepSpec> steps = new ArrayList<>();
        if (user.onStart() != null) {
            steps.addAll(user.onStart());
        }
        if (user.tasks() != null) {
            for (TaskSpec task : user.tasks()) {
                steps.addAll(task.steps() == null ? List.of(task.inPlace()) : task.steps());
            }
        }
        if (user.onStop() != null) {
            steps.addAll(user.onStop());
        }
        return flows.reached(steps);
    }
}
