package dev.throng.runner.engine.timing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop: a heap with four children per node, ordered by due time, without allocation per use.
 *
 * <p>Setting a timer to a later instant costs nothing: it stays where it is, and is looked at again when its old instant
 * comes. That makes time-outs free, which are set for every request and hardly ever reached.
 */
public final class Timers {
    private static final int CHILDREN = 4;

    private @Nullable Timer[] heap = new Timer[64];
    private long[] keys = new long[64];
    private int size;

    /** Sets or moves a timer. A timer set while timers are fired is not fired in the same round, unless it is overdue. */
    public void set(Timer timer, long dueNanos) {
        timer.dueNanos = dueNanos;
        if (timer.place == Timer.NOT_SET) {
            add(timer, dueNanos);
        } else if (dueNanos < keys[timer.place]) {
            up(timer.place, timer, dueNanos);
        }
    }

    /** Does nothing when it is not set. */
    public void cancel(Timer timer) {
        if (timer.place != Timer.NOT_SET) {
            remove(timer.place);
        }
    }

    /** Lets timers fire that are due, in their order, but not more than so many. */
    public void fire(long nowNanos, int most) {
        for (int left = most; left > 0 && size > 0 && keys[0] <= nowNanos; left--) {
            Timer first = at(0);
            if (first.dueNanos > keys[0]) {
                down(0, first, first.dueNanos);
            } else {
                remove(0);
                first.fired(nowNanos);
            }
        }
    }

    /** No timer is due before; {@link Long#MAX_VALUE} when there is none. */
    public long nextNanos() {
        return size == 0 ? Long.MAX_VALUE : keys[0];
    }

    int size() {
        return size;
    }

    private void add(Timer timer, long key) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            keys = Arrays.copyOf(keys, size * 2);
        }
        up(size++, timer, key);
    }

    private void remove(int place) {
        at(place).place = Timer.NOT_SET;
        Timer last = at(--size);
        long key = keys[size];
        heap[size] = null;
        if (place == size) {
            return;
        }
        if (place > 0 && key < keys[(place - 1) / CHILDREN]) {
            up(place, last, key);
        } else {
            down(place, last, key);
        }
    }

    private void up(int from, Timer timer, long key) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / CHILDREN;
            if (keys[parent] <= key) {
                break;
            }
            put(place, at(parent), keys[parent]);
            place = parent;
        }
        put(place, timer, key);
    }

    private void down(int from, Timer timer, long key) {
        int place = from;
        for (int child = earliestChild(place); child < size && keys[child] < key; child = earliestChild(place)) {
            put(place, at(child), keys[child]);
            place = child;
        }
        put(place, timer, key);
    }

    /** The child with the smallest key, or a place beyond the heap. */
    private int earliestChild(int parent) {
        int earliest = parent * CHILDREN + 1;
        int end = Math.min(earliest + CHILDREN, size);
        for (int child = earliest + 1; child < end; child++) {
            if (keys[child] < keys[earliest]) {
                earliest = child;
            }
        }
        return earliest;
    }

    private void put(int place, Timer timer, long key) {
        heap[place] = timer;
        keys[place] = key;
        timer.place = place;
    }

    private Timer at(int place) {
        Timer timer = heap[place];
        if (timer == null) {
            throw new IllegalStateException("the heap has a hole at " + place + " of " + size);
        }
        return timer;
    }
}
