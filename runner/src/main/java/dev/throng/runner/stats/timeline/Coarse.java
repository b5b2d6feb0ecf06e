package dev.throng.runner.stats.timeline;

import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A series over the seconds of the stage clock with a bounded number of parts: each part is a second wide at first, and
 * whenever there are too many, neighbours are added up and all are twice as wide. Parts may be filled in any order.
 */
final class Coarse<T extends Coarse.Part<T>> {
    private final IntSupplier most;
    private final Supplier<T> maker;
    private TreeMap<Long, T> parts = new TreeMap<>();
    private int width = 1;

    Coarse(IntSupplier most, Supplier<T> maker) {
        this.most = most;
        this.maker = maker;
    }

    /** The part to add to for this second. It is for this use only: the next call may merge it into another. */
    T at(long second) {
        long index = Math.floorDiv(second, width);
        T part = parts.get(index);
        return part != null ? part : newPart(second, index);
    }

    private T newPart(long second, long index) {
        parts.values().forEach(Part::rest);
        T part = maker.get();
        parts.put(index, part);
        if (parts.size() <= most.getAsInt()) {
            return part;
        }
        coarsen();
        return at(second);
    }

    private void coarsen() {
        width *= 2;
        TreeMap<Long, T> wider = new TreeMap<>();
        parts.forEach((index, part) -> wider.merge(Math.floorDiv(index, 2), part, (left, right) -> {
            left.add(right);
            left.rest();
            return left;
        }));
        parts = wider;
    }

    /** Seconds per part. */
    int width() {
        return width;
    }

    /** Ascending, with the second at which the part starts. */
    void forEach(BiConsumer<Long, T> visitor) {
        parts.forEach((index, part) -> visitor.accept(index * width, part));
    }

    interface Part<T> {
        void add(T later);

        /** It is not likely to be changed soon: keep it small. */
        void rest();
    }
}
