package dev.throng.runner.engine.loop;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.timing.Phases;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the run's clock says to one loop: which phase it is, and how many users are to be there. Confined to the loop. */
public final class RunClock {
    private final List<Phase> parts;
    private final Phases phases;
    private @Nullable Course course;

    RunClock(Plan plan) {
        parts = plan.phases();
        phases = new Phases(parts);
    }

    /** The whole run goes this way from now on. */
    public void follow(Course next) {
        course = next;
    }

    /** The way that the run goes; null before it starts. */
    public @Nullable Course course() {
        return course;
    }

    /** The phase of an instant of the nano clock. */
    public int phase(long nanos) {
        Course now = course;
        return phases.at(now == null ? 0 : now.stage(nanos));
    }

    /** Whether an instant of the nano clock is in a phase that counts. */
    boolean isJudged(long nanos) {
        return parts.get(phase(nanos)).judged();
    }

    /** Users that are to be there now, over the whole run. */
    public int intendedUsers() {
        Course now = course;
        return now == null ? 0 : now.shape().usersAt(now.stage(System.nanoTime()));
    }

    public Share share() {
        Course now = course;
        if (now == null) {
            throw new IllegalStateException("the load has not started");
        }
        return now.share();
    }
}
