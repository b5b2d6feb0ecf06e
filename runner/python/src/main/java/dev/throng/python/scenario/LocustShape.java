package dev.throng.python.scenario;

import dev.throng.runner.code.SteppedLoad;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * The file's load shape. It is asked second by second, once, as Locust asks it while it runs; the users that it sees are
 * those it has asked for. Safe for all threads.
 */
public final class LocustShape implements SteppedLoad {
    /** How far ahead it is looked for ticks that name classes of users. */
    private static final int AHEAD_SECONDS = 3600;

    private final String name;
    private final Value tick;
    private final Map<String, Double> weights;
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<String, Integer> cast = new HashMap<>();
    private List<String> castFrom = List.of();
    private double users;
    private boolean over;

    /** @param classes whom the tick wants; empty for everybody */
    private record Wish(Tick tick, List<String> classes) {}

    /** @param weights of the file's classes of users, by name */
    LocustShape(String name, Value tick, Map<String, Double> weights) {
        this.name = name;
        this.tick = tick;
        this.weights = Map.copyOf(weights);
    }

    String name() {
        return name;
    }

    /** As in Locust, where a shape makes -u and -r meaningless. */
    @Override
    public boolean outranksOptions() {
        return true;
    }

    @Override
    public @Nullable Tick at(int second) {
        Wish wish = wish(second);
        return wish == null ? null : wish.tick();
    }

    private synchronized @Nullable Wish wish(int second) {
        while (!over && wishes.size() <= second) {
            Value told = tick.execute(wishes.size(), (int) users);
            if (told.isNull()) {
                over = true;
            } else {
                wishes.add(wish(told));
            }
        }
        return second < wishes.size() ? wishes.get(second) : null;
    }

    private Wish wish(Value told) {
        int wanted = told.getArrayElement(0).asInt();
        double rate = told.getArrayElement(1).asDouble();
        List<String> classes = new ArrayList<>();
        for (long i = 2; i < told.getArraySize(); i++) {
            classes.add(told.getArrayElement(i).asString());
        }
        users = users < wanted ? Math.min(wanted, users + rate) : Math.max(wanted, users - rate);
        return new Wish(new Tick(wanted, rate), classes);
    }

    /** Whether it says, now or later, which classes the users are to be of. */
    boolean casts() {
        for (int second = 0; second < AHEAD_SECONDS; second++) {
            Wish wish = wish(second);
            if (wish == null) {
                return false;
            }
            if (!wish.classes().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The class of the next user that comes in this second: by weight, evenly spread. */
    public synchronized String next(int second) {
        Wish wish = wish(second);
        List<String> from = wish == null || wish.classes().isEmpty()
                ? weights.keySet().stream().sorted().toList()
                : wish.classes();
        if (!from.equals(castFrom)) {
            castFrom = from;
            cast.clear();
        }
        String next = from.getFirst();
        for (String other : from) {
            if (share(other) < share(next)) {
                next = other;
            }
        }
        cast.merge(next, 1, Integer::sum);
        return next;
    }

    private double share(String type) {
        return (cast.getOrDefault(type, 0) + 1) / weights.getOrDefault(type, 1.0);
    }
}
