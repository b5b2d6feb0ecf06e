package dev.throng.runner.engine;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.timing.Phases;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the run that one loop executes: its users of all loads and both load models, on the stage clock. Confined to the loop. */
final class Load {
    private final Loop loop;
    private final Phases phases;
    private final Program[] programs;
    private final ClosedLoad[] closed;
    private final OpenLoad[] open;
    private long openUsers;
    private @Nullable Course course;
    private Runnable whenEmpty = () -> {};
    private boolean stopping;

    Load(Loop loop) {
        this.loop = loop;
        Plan plan = loop.shared.plan();
        phases = new Phases(plan.phases());
        programs = plan.users().stream().map(type -> new Program(type, loop)).toArray(Program[]::new);
        closed = plan.loads().stream()
                .map(part -> new ClosedLoad(loop, this, part))
                .toArray(ClosedLoad[]::new);
        open = plan.loads().stream().map(part -> new OpenLoad(loop, this, part)).toArray(OpenLoad[]::new);
    }

    /** Where the load goes, and since when. */
    record Course(long t0Nanos, Shape shape, Share share) {
        /** An instant on the stage clock. */
        long stage(long nanos) {
            return nanos - t0Nanos;
        }
    }

    void start(long t0Nanos, Shape shape, Share share) {
        follow(new Course(t0Nanos, shape, share));
    }

    void change(Shape shape, Share share) {
        Course now = course;
        if (now != null) {
            follow(new Course(now.t0Nanos(), shape, share));
        }
    }

    private void follow(Course next) {
        if (!stopping) {
            course = next;
            List<Shape> parts = next.shape.parts();
            for (int i = 0; i < closed.length; i++) {
                Course own = new Course(next.t0Nanos, parts.get(i), next.share);
                closed[i].follow(own);
                open[i].follow(own);
            }
        }
    }

    /** There are iterations again. */
    void again() {
        if (!stopping) {
            for (ClosedLoad part : closed) {
                part.again();
            }
        }
    }

    /** Lets everybody leave gracefully. */
    void stop(Runnable allGone) {
        stopping = true;
        whenEmpty = allGone;
        for (int i = 0; i < closed.length; i++) {
            closed[i].stop();
            open[i].stop();
        }
        tellIfEmpty();
    }

    /** Lets nobody stay. */
    void abort() {
        for (int i = 0; i < closed.length; i++) {
            closed[i].abort();
            open[i].abort();
        }
    }

    void tellIfEmpty() {
        if (stopping && users() == 0) {
            whenEmpty.run();
        }
    }

    Program program(int userClass) {
        return programs[userClass];
    }

    Program[] programs() {
        return programs;
    }

    int users() {
        int users = 0;
        for (int i = 0; i < closed.length; i++) {
            users += closed[i].users() + open[i].users();
        }
        return users;
    }

    /** The phase of an instant of the nano clock. */
    int phase(long nanos) {
        Course now = course;
        return phases.at(now == null ? 0 : now.stage(nanos));
    }

    /** Whether an instant of the nano clock is in a phase that counts. */
    boolean isJudged(long nanos) {
        return loop.shared.plan().phases().get(phase(nanos)).judged();
    }

    /** Users that are to be there now, over the whole run. */
    int intendedUsers() {
        Course now = course;
        return now == null ? 0 : now.shape().usersAt(now.stage(System.nanoTime()));
    }

    Share share() {
        Course now = course;
        if (now == null) {
            throw new IllegalStateException("the load has not started");
        }
        return now.share();
    }

    /** A number in the whole run for one more user of the open model. */
    int numberOpenUser() {
        long own = openUsers++ * loop.shared.options().loops() + loop.index;
        return loop.shared.plan().firstOpenUser() + share().openUser(own);
    }

    long seed() {
        return loop.shared.plan().seed();
    }
}
