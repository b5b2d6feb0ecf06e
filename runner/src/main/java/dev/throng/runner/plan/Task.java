package dev.throng.runner.plan;

import dev.throng.runner.plan.step.Step;
import java.util.List;

/** Steps that a user performs in order; {@code weight} is the task's share among its class's tasks. */
public record Task(int index, String name, int weight, List<Step> steps) {}
