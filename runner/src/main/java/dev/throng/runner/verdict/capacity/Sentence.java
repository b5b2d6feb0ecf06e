package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.stats.Figure;
import java.util.stream.Collectors;

/** What a search found, as a person would say it. */
final class Sentence {
    private final Capacity capacity;

    Sentence(Capacity capacity) {
        this.capacity = capacity;
    }

    /** {@code holds 410/s within p95 < 500ms; at 430/s p95 < 500ms of POST /orders broke (812 ms)}. */
    String text() {
        if (capacity.load() == 0) {
            return "not even " + load(least()) + " held" + broken() + why();
        }
        String more = capacity.ending() == Ending.FOUND || capacity.least() < capacity.load() ? "" : "at least ";
        return "holds " + more + load(capacity.load()) + range() + within() + limit() + why() + required();
    }

    /** {@code (398 to 422)}, when all loads together told it. */
    private String range() {
        return capacity.least() < capacity.load()
                ? " (" + Figure.digits(capacity.least()) + " to " + Figure.digits(capacity.most()) + ")"
                : "";
    }

    private double least() {
        return capacity.steps().stream()
                .mapToDouble(step -> step.window().load())
                .min()
                .orElse(0);
    }

    private String within() {
        String objectives = capacity.steps().stream()
                .findFirst()
                .map(step -> step.window().objectives().stream()
                        .map(Objective::expression)
                        .collect(Collectors.joining(" and ")))
                .orElse("");
        return objectives.isEmpty() ? "" : " within " + objectives;
    }

    private String limit() {
        return Double.isNaN(capacity.upTo()) ? "" : "; at " + load(capacity.upTo()) + brokeFirst();
    }

    private String brokeFirst() {
        return capacity.broken()
                .map(objective -> " " + objective.text() + " broke (" + objective.measuredText() + ")")
                .orElse(" hardly anything came back");
    }

    private String broken() {
        return capacity.broken()
                .map(objective -> ": " + objective.text() + " was " + objective.measuredText())
                .orElse("");
    }

    private String why() {
        return switch (capacity.ending()) {
            case FOUND, NOTHING_HELD -> "";
            case MOST_HELD -> ", the most that was allowed";
            case GENERATOR -> "; beyond that the generator was the bottleneck";
            case NOT_RECOVERED -> "; the target did not recover afterwards";
            case TIME -> "; the time was up";
            case STEPS -> "; the steps were spent";
            case STOPPED -> "; the search was stopped";
        };
    }

    private String required() {
        return capacity.enough()
                ? ""
                : ", less than the " + load(capacity.required().orElse(0.0)) + " that are required";
    }

    private String load(double load) {
        return capacity.unit() == SearchPlan.Unit.USERS ? Figure.count((long) load) + " users" : Figure.rate(load);
    }
}
