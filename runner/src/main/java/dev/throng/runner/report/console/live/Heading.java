package dev.throng.runner.report.console.live;

import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import java.util.List;

/** What a view of the run says that does not change. */
record Heading(String name, String target, List<Phase> phases) {
    static Heading of(Plan plan) {
        return new Heading(plan.name(), plan.shownTarget(), plan.phases());
    }
}
