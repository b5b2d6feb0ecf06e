package dev.throng.runner.shape;

import java.util.ArrayList;
import java.util.List;

/** Several loads on one stage clock: their sum, and each by itself. The stages are the first one's. */
record SideBySide(List<Shape> parts) implements Shape {
    SideBySide {
        parts = List.copyOf(parts);
    }

    @Override
    public long lengthNanos() {
        return parts.stream().mapToLong(Shape::lengthNanos).max().orElse(0);
    }

    @Override
    public int usersAt(long nanos) {
        int users = 0;
        for (Shape part : parts) {
            users += part.usersAt(nanos);
        }
        return users;
    }

    @Override
    public long nextUserChangeNanos(long nanos) {
        return parts.stream()
                .mapToLong(part -> part.nextUserChangeNanos(nanos))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** No load has to have its most when another has, so it may be less. */
    @Override
    public int maxUsers() {
        return parts.stream().mapToInt(Shape::maxUsers).sum();
    }

    @Override
    public int mostPresent() {
        return parts.stream().mapToInt(Shape::mostPresent).sum();
    }

    @Override
    public double rateAt(long nanos) {
        return parts.stream().mapToDouble(part -> part.rateAt(nanos)).sum();
    }

    @Override
    public double mostArrivals(long fromNanos, long toNanos) {
        return parts.stream()
                .mapToDouble(part -> part.mostArrivals(fromNanos, toNanos))
                .sum();
    }

    @Override
    public Arrivals arrivals() {
        return new Merged(parts.stream().map(Shape::arrivals).toList());
    }

    @Override
    public int stageAt(long nanos) {
        return parts.getFirst().stageAt(nanos);
    }

    @Override
    public int stages() {
        return parts.getFirst().stages();
    }

    @Override
    public long stageStartNanos(int stage) {
        return parts.getFirst().stageStartNanos(stage);
    }

    @Override
    public Shape edited(long nanos, int users, double spawnRate) {
        throw new IllegalStateException("nobody said whose users they are");
    }

    @Override
    public Shape edited(long nanos, double perSecond) {
        throw new IllegalStateException("nobody said whose arrivals they are");
    }

    /** The walks of all parts as one, in order of time. */
    private static final class Merged implements Arrivals {
        private final List<Arrivals> walks;
        private final List<Long> next = new ArrayList<>();
        private long number;

        Merged(List<Arrivals> walks) {
            this.walks = walks;
            walks.forEach(walk -> next.add(walk.next()));
        }

        @Override
        public long next() {
            int first = 0;
            for (int i = 1; i < walks.size(); i++) {
                first = next.get(i) < next.get(first) ? i : first;
            }
            long due = next.get(first);
            if (due != Long.MAX_VALUE) {
                number++;
                next.set(first, walks.get(first).next());
            }
            return due;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public void skipTo(long nanos) {
            while (next.stream().anyMatch(due -> due < nanos)) {
                next();
            }
        }
    }
}
