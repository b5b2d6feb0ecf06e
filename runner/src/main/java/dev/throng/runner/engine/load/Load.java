package dev.throng.runner.engine.load;

import dev.throng.runner.dispatch.Share;
import dev.throng.runner.engine.loop.Course;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.loop.Population;
import dev.throng.runner.engine.user.Cohort;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.shape.Shape;
import java.util.List;
import java.util.function.Function;

/** The part of the run that one loop executes: its users of all loads and both load models, on the stage clock. Confined to the loop. */
public final class Load implements Population {
    private final Loop loop;
    private final Cohort[] cohorts;
    private final ClosedLoad[] closed;
    private final OpenLoad[] open;
    private long openUsers;
    private Runnable whenEmpty = () -> {};
    private boolean stopping;

    /** @param cohort makes the users of a class ready for this loop */
    public Load(Loop loop, Function<UserClass, Cohort> cohort) {
        this.loop = loop;
        Plan plan = loop.shared().plan();
        cohorts = plan.users().stream().map(cohort).toArray(Cohort[]::new);
        closed = plan.loads().stream()
                .map(part -> new ClosedLoad(loop, this, part))
                .toArray(ClosedLoad[]::new);
        open = plan.loads().stream().map(part -> new OpenLoad(loop, this, part)).toArray(OpenLoad[]::new);
    }

    public void start(long t0Nanos, Shape shape, Share share) {
        follow(new Course(t0Nanos, shape, share));
    }

    public void change(Shape shape, Share share) {
        Course now = loop.runClock().course();
        if (now != null) {
            follow(new Course(now.t0Nanos(), shape, share));
        }
    }

    private void follow(Course next) {
        if (!stopping) {
            loop.runClock().follow(next);
            List<Shape> parts = next.shape().parts();
            for (int i = 0; i < closed.length; i++) {
                Course own = new Course(next.t0Nanos(), parts.get(i), next.share());
                closed[i].follow(own);
                open[i].follow(own);
            }
        }
    }

    /** Where its users are. */
    public Loop loop() {
        return loop;
    }

    /** There are iterations again. */
    public void again() {
        if (!stopping) {
            for (ClosedLoad part : closed) {
                part.again();
            }
        }
    }

    @Override
    public void stop(Runnable allGone) {
        stopping = true;
        whenEmpty = allGone;
        for (int i = 0; i < closed.length; i++) {
            closed[i].stop();
            open[i].stop();
        }
        tellIfEmpty();
    }

    /** Lets nobody stay. */
    public void abort() {
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

    Cohort cohort(int userClass) {
        return cohorts[userClass];
    }

    @Override
    public int users() {
        int users = 0;
        for (int i = 0; i < closed.length; i++) {
            users += closed[i].users() + open[i].users();
        }
        return users;
    }

    /** A number in the whole run for one more user of the open model. */
    int numberOpenUser() {
        long own = openUsers++ * loop.shared().options().loops() + loop.index();
        return loop.shared().plan().firstOpenUser() + loop.runClock().share().openUser(own);
    }

    long seed() {
        return loop.shared().plan().seed();
    }
}
