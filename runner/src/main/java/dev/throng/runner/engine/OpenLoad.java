package dev.throng.runner.engine;

import dev.throng.runner.engine.draw.Seeds;
import dev.throng.runner.engine.draw.Weights;
import dev.throng.runner.engine.timing.Timer;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.stats.Snapshot.Counter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The open model on one loop: each arrival that is this loop's executes one task on an idle user of the pool, at its
 * instant whatever the response times are. Users are made on demand, up to a limit; an arrival that finds none free is
 * dropped and counted. Confined to the loop; its own timer for the next arrival.
 */
final class OpenLoad extends Timer implements Home {
    private static final int ARRIVALS_AT_ONCE = 64;

    /** A start this late is no late start: nothing is skipped. */
    private static final long PUNCTUAL_NANOS = 100_000_000;

    private final Loop loop;
    private final Load load;
    private final @Nullable Weights classes;
    private final List<ArrayDeque<User>> idle = new ArrayList<>();
    private final Set<User> users = new LinkedHashSet<>();
    private Load.@Nullable Course course;
    private Shape.@Nullable Arrivals arrivals;
    private long number;
    private long nextNanos = Long.MAX_VALUE;
    private int limit;
    private long numbered;

    OpenLoad(Loop loop, Load load) {
        this.loop = loop;
        this.load = load;
        int[] weights =
                loop.shared.plan().users().stream().mapToInt(UserClass::weight).toArray();
        int total = 0;
        for (int weight : weights) {
            total += weight;
            idle.add(new ArrayDeque<>());
        }
        classes = total > 0 ? new Weights(weights) : null;
    }

    void follow(Load.Course next) {
        Shape.Arrivals walk = next.shape().arrivals();
        walk.skipTo(Math.max(0, firstNanos(next)));
        course = next;
        limit = loop.part(next.share().maxOpenUsers());
        arrivals = walk;
        advance(next, walk);
        loop.timers.set(this, due(next));
    }

    /** From where on arrivals count: a change forgets none that is due, a late start makes up for none but the last instants'. */
    private long firstNanos(Load.Course next) {
        long now = next.stage(System.nanoTime());
        return course == null ? now - PUNCTUAL_NANOS : Math.min(now, nextNanos);
    }

    /** Goes to the next arrival that is this loop's. */
    private void advance(Load.Course now, Shape.Arrivals walk) {
        do {
            number = walk.number();
            nextNanos = walk.next();
        } while (nextNanos != Long.MAX_VALUE
                && !(loop.owns(number) && now.share().arrival(number)));
    }

    private long due(Load.Course now) {
        return nextNanos == Long.MAX_VALUE ? Long.MAX_VALUE : now.t0Nanos() + nextNanos;
    }

    @Override
    protected void fired(long nowNanos) {
        Load.Course now = course;
        Shape.Arrivals walk = arrivals;
        if (now == null || walk == null) {
            return;
        }
        for (int left = ARRIVALS_AT_ONCE; left > 0 && due(now) <= nowNanos; left--) {
            arrive(number, due(now));
            advance(now, walk);
        }
        loop.timers.set(this, Math.max(due(now), nowNanos + 1));
    }

    private void arrive(long arrival, long dueNanos) {
        loop.count(Counter.ARRIVALS);
        if (classes == null || dueNanos < loop.stallEnd()) {
            loop.count(Counter.DROPPED);
            return;
        }
        SplittableRandom random = Seeds.ofArrival(load.seed(), arrival);
        int userClass = classes.pick(random);
        int task = load.program(userClass).pickTask(random);
        User free = idle.get(userClass).pollLast();
        if (free != null) {
            free.randomFrom(random);
            free.arrive(task, dueNanos);
        } else if (users.size() < limit || makeRoom()) {
            User made = make(userClass, random);
            made.arrive(task, dueNanos);
            made.begin(System.nanoTime());
        } else {
            loop.count(Counter.DROPPED);
        }
    }

    /** Lets an idle user of another class go, so that the classes that came first do not keep all places. */
    private boolean makeRoom() {
        for (ArrayDeque<User> others : idle) {
            User longest = others.pollFirst();
            if (longest != null) {
                longest.leave();
                return users.size() < limit;
            }
        }
        return false;
    }

    private User make(int userClass, SplittableRandom random) {
        long own = numbered++ * loop.shared.options().loops() + loop.index;
        int userNumber = (int) load.share().uniqueNumber(own);
        User user = load.program(userClass).newUser(userNumber, random, this);
        users.add(user);
        return user;
    }

    /** Everybody leaves. */
    void stop() {
        endArrivals();
        course = null;
        loop.timers.cancel(this);
        idle.forEach(ArrayDeque::clear);
        new ArrayList<>(users).forEach(User::leave);
    }

    /** What was due before the end and had no turn yet still comes when it is hardly late; else it is dropped and counted. */
    private void endArrivals() {
        Load.Course now = course;
        Shape.Arrivals walk = arrivals;
        long nanos = System.nanoTime();
        while (now != null && walk != null && due(now) <= nanos) {
            if (due(now) >= nanos - PUNCTUAL_NANOS) {
                arrive(number, due(now));
            } else {
                loop.count(Counter.ARRIVALS);
                loop.count(Counter.DROPPED);
            }
            advance(now, walk);
        }
    }

    void abort() {
        new ArrayList<>(users).forEach(User::abort);
    }

    int users() {
        return users.size();
    }

    @Override
    public boolean idle(User user) {
        if (users.size() > limit) {
            user.leave();
        } else {
            idle.get(user.program.type().index()).addLast(user);
        }
        return false;
    }

    @Override
    public boolean another(User user) {
        return true;
    }

    @Override
    public boolean hasArrivals() {
        return true;
    }

    @Override
    public void retires(User user) {
        // The next arrival makes a new one if need be.
    }

    @Override
    public void gone(User user) {
        users.remove(user);
        load.tellIfEmpty();
    }
}
