package dev.throng.runner.engine.load;

import dev.throng.runner.engine.draw.Seeds;
import dev.throng.runner.engine.draw.Weights;
import dev.throng.runner.engine.loop.Course;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.timing.Timer;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.engine.user.UserOwner;
import dev.throng.runner.plan.LoadPart;
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
 * The open model of a load on one loop: each arrival that is this loop's executes one task on an idle user of the pool, at its
 * instant whatever the response times are. Users are made on demand, up to a limit; an arrival that finds none free is
 * dropped and counted. Confined to the loop; its own timer for the next arrival.
 */
final class OpenLoad extends Timer implements UserOwner {
    private static final int ARRIVALS_AT_ONCE = 64;

    /** A start this late is no late start: nothing is skipped. */
    private static final long PUNCTUAL_NANOS = 100_000_000;

    private final Loop loop;
    private final Load load;
    private final int index;
    private final @Nullable Weights classes;
    private final List<ArrayDeque<User>> idle = new ArrayList<>();
    private final Set<User> users = new LinkedHashSet<>();
    private @Nullable Course course;
    private Shape.@Nullable Arrivals arrivals;
    private long number;
    private long nextNanos = Long.MAX_VALUE;
    private int limit;

    OpenLoad(Loop loop, Load load, LoadPart part) {
        this.loop = loop;
        this.load = load;
        index = part.index();
        int[] weights = loop.shared().plan().users().stream()
                .mapToInt(type -> part.classes().contains(type.index()) ? type.weight() : 0)
                .toArray();
        int total = 0;
        for (int weight : weights) {
            total += weight;
            idle.add(new ArrayDeque<>());
        }
        classes = total > 0 ? new Weights(weights) : null;
    }

    void follow(Course next) {
        Shape.Arrivals walk = next.shape().arrivals();
        walk.skipTo(Math.max(0, firstNanos(next)));
        course = next;
        limit = loop.part(next.share().maxOpenUsers(index));
        arrivals = walk;
        advance(next, walk);
        loop.timers().set(this, due(next));
        letGoIfOver();
    }

    /** From where on arrivals count: a change forgets none that is due, a late start makes up for none but the last instants'. */
    private long firstNanos(Course next) {
        long now = next.stage(System.nanoTime());
        return course == null ? now - PUNCTUAL_NANOS : Math.min(now, nextNanos);
    }

    /** Goes to the next arrival that is this loop's. */
    private void advance(Course now, Shape.Arrivals walk) {
        do {
            number = walk.number();
            nextNanos = walk.next();
        } while (nextNanos != Long.MAX_VALUE
                && !(loop.owns(number) && now.share().arrival(number)));
    }

    private long due(Course now) {
        return nextNanos == Long.MAX_VALUE ? Long.MAX_VALUE : now.t0Nanos() + nextNanos;
    }

    @Override
    protected void fired(long nowNanos) {
        Course now = course;
        Shape.Arrivals walk = arrivals;
        if (now == null || walk == null) {
            return;
        }
        for (int left = ARRIVALS_AT_ONCE; left > 0 && due(now) <= nowNanos; left--) {
            arrive(number, due(now));
            advance(now, walk);
        }
        loop.timers().set(this, Math.max(due(now), nowNanos + 1));
        letGoIfOver();
    }

    /** Nobody arrives any more: who has nothing to do leaves. */
    private void letGoIfOver() {
        if (nextNanos == Long.MAX_VALUE) {
            List<User> free = new ArrayList<>();
            idle.forEach(free::addAll);
            idle.forEach(ArrayDeque::clear);
            free.forEach(User::leave);
        }
    }

    private void arrive(long arrival, long dueNanos) {
        loop.count(Counter.ARRIVALS);
        if (classes == null || dueNanos < loop.clock().stallEnd()) {
            loop.count(Counter.DROPPED);
            return;
        }
        SplittableRandom random = Seeds.ofArrival(load.seed() + index, arrival);
        int userClass = classes.pick(random);
        int task = load.cohort(userClass).pickTask(random);
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
        User user = load.cohort(userClass).newUser(load.numberOpenUser(), random, this);
        users.add(user);
        return user;
    }

    /** Everybody leaves. */
    void stop() {
        endArrivals();
        course = null;
        loop.timers().cancel(this);
        idle.forEach(ArrayDeque::clear);
        new ArrayList<>(users).forEach(User::leave);
    }

    /** What was due before the end and had no turn yet still comes when it is hardly late; else it is dropped and counted. */
    private void endArrivals() {
        Course now = course;
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
        if (users.size() > limit || nextNanos == Long.MAX_VALUE) {
            user.leave();
        } else {
            idle.get(user.cohort().type().index()).addLast(user);
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
