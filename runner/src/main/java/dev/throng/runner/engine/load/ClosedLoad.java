package dev.throng.runner.engine.load;

import dev.throng.runner.engine.draw.Seeds;
import dev.throng.runner.engine.loop.Course;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.timing.Timer;
import dev.throng.runner.engine.user.Cohort;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.engine.user.UserOwner;
import dev.throng.runner.plan.LoadPart;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The closed model of a load on one loop: user n is there while the shape has more than n users. Users start at their own instants
 * and leave last in, first out. Confined to the loop; its own timer for the next change.
 */
final class ClosedLoad extends Timer implements UserOwner {
    /** Changes at one go, so that a jump by thousands of users does not hold up those who are there already. */
    private static final int CHANGES_AT_ONCE = 64;

    private final Loop loop;
    private final Load load;
    private final int index;
    /** Number in the whole run of this load's first user; numbers below it are other loads' users. */
    private final int first;

    private final TreeMap<Integer, User> present = new TreeMap<>();
    private final Map<Integer, User> leaving = new HashMap<>();
    /** Numbers of users that have done their work, until the shape lets them go. */
    private final BitSet retired = new BitSet();

    /** Numbers of users that found no iteration left for them. */
    private final BitSet idle = new BitSet();

    private boolean spentTold;
    private @Nullable Course course;
    private int reached;
    private long nextNanos;

    ClosedLoad(Loop loop, Load load, LoadPart part) {
        this.loop = loop;
        this.load = load;
        index = part.index();
        first = part.firstUser();
        reached = first;
    }

    void follow(Course next) {
        course = next;
        reopen();
        long stage = Math.max(-1, next.stage(System.nanoTime()));
        int target = target(next, stage);
        reached = Math.min(reached, target);
        letGoStrangers(next);
        enterMissing(next);
        // Whoever is still missing enters at once, in bounded lots.
        nextNanos = target > reached ? stage : next.shape().nextUserChangeNanos(stage);
        loop.timers().set(this, due(next));
    }

    private void letGoStrangers(Course next) {
        List<User> strangers = present.values().stream()
                .filter(user -> user.userNumber() >= reached || !isMine(next, user.userNumber()))
                .toList();
        for (User stranger : strangers) {
            present.remove(stranger.userNumber());
            leaving.put(stranger.userNumber(), stranger);
        }
        strangers.forEach(User::leave);
    }

    private void enterMissing(Course next) {
        long now = System.nanoTime();
        for (int number = first; number < reached; number++) {
            if (isMine(next, number) && !present.containsKey(number) && !isDone(number)) {
                enter(number, now);
            }
        }
    }

    @Override
    protected void fired(long nowNanos) {
        Course now = course;
        if (now == null) {
            return;
        }
        for (int left = CHANGES_AT_ONCE; left > 0 && due(now) <= nowNanos; left--) {
            change(now, nextNanos);
        }
        loop.timers().set(this, Math.max(due(now), nowNanos + 1));
    }

    private long due(Course now) {
        return nextNanos == Long.MAX_VALUE ? Long.MAX_VALUE : now.t0Nanos() + nextNanos;
    }

    private void change(Course now, long stageNanos) {
        int target = target(now, stageNanos);
        int before = reached;
        int upTo = Math.min(target, before + CHANGES_AT_ONCE);
        // First of all: a user that is gone at once must not be taken for one that is missing.
        reached = upTo;
        for (int number = before; number < upTo; number++) {
            if (isMine(now, number)) {
                enter(number, now.t0Nanos() + stageNanos);
            }
        }
        for (int number = before - 1; number >= target; number--) {
            release(number);
        }
        if (upTo == target) {
            nextNanos = now.shape().nextUserChangeNanos(stageNanos);
        }
    }

    /** Up to which number users are there. */
    private int target(Course now, long stageNanos) {
        return first + now.shape().usersAt(stageNanos);
    }

    private boolean isMine(Course now, int number) {
        return loop.owns(number) && now.share().user(number);
    }

    private void enter(int number, long intendedNanos) {
        User back = leaving.get(number);
        if (back != null) {
            // One that is too far gone to stay is followed by its successor when it has left.
            if (back.stay()) {
                leaving.remove(number);
                present.put(number, back);
            }
            return;
        }
        if (!loop.shared().budget().take(0)) {
            idle.set(number);
            tellIfSpent();
            return;
        }
        Cohort cohort = load.cohort(loop.runClock().share().userClass(index, number - first));
        User user = cohort.newUser(number, Seeds.ofUser(load.seed(), number), this);
        user.claims();
        present.put(number, user);
        user.begin(intendedNanos);
    }

    private void release(int number) {
        User user = present.remove(number);
        retired.clear(number);
        idle.clear(number);
        if (user != null) {
            leaving.put(number, user);
            user.leave();
        }
    }

    /** There are iterations again for those who found none. */
    void again() {
        Course now = course;
        if (now != null && reopen()) {
            enterMissing(now);
        }
    }

    private boolean reopen() {
        spentTold = false;
        boolean open = loop.shared().budget().reopens();
        if (open) {
            idle.clear();
        }
        return open;
    }

    private boolean isDone(int number) {
        return retired.get(number) || idle.get(number);
    }

    private void tellIfSpent() {
        if (!spentTold && users() == 0 && !(idle.isEmpty() && retired.isEmpty())) {
            spentTold = true;
            loop.shared().budget().spent();
        }
    }

    /** Everybody leaves. */
    void stop() {
        course = null;
        loop.timers().cancel(this);
        leaving.putAll(present);
        present.clear();
        new ArrayList<>(leaving.values()).forEach(User::leave);
    }

    void abort() {
        new ArrayList<>(leaving.values()).forEach(User::abort);
        new ArrayList<>(present.values()).forEach(User::abort);
    }

    int users() {
        return present.size() + leaving.size();
    }

    @Override
    public boolean idle(User user) {
        return true;
    }

    @Override
    public boolean another(User user) {
        boolean more = loop.shared().budget().take(user.iteration());
        if (!more) {
            idle.set(user.userNumber());
        }
        return more;
    }

    @Override
    public boolean hasArrivals() {
        return false;
    }

    @Override
    public void retires(User user) {
        retired.set(user.userNumber());
    }

    @Override
    public void gone(User user) {
        int number = user.userNumber();
        leaving.remove(number, user);
        present.remove(number, user);
        if (user.hasClaimed()) {
            loop.shared().budget().giveBack();
        }
        Course now = course;
        if (now != null && number < reached && isMine(now, number) && !isDone(number)) {
            enter(number, System.nanoTime());
        }
        tellIfSpent();
        load.tellIfEmpty();
    }
}
