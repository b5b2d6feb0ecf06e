package dev.throng.runner.shape;

import java.util.List;

/** Makes shapes. */
public final class Shapes {
    private Shapes() {}

    /** One stage after the other. {@code seed} decides when the arrivals of Poisson stages are due. */
    public static Shape stages(List<Stage> stages, long seed) {
        return stages(stages, seed, Long.MAX_VALUE);
    }

    /** One stage after the other, cut off after {@code limitNanos}. */
    public static Shape stages(List<Stage> stages, long seed, long limitNanos) {
        return StagedShape.of(stages, seed, limitNanos);
    }

    /** Several loads on one clock; at least one. */
    public static Shape sideBySide(List<Shape> loads) {
        return loads.size() == 1 ? loads.getFirst() : new SideBySide(loads);
    }

    /** {@code users} reached at {@code spawnRate} users per second, for ever. */
    public static Shape constant(int users, double spawnRate) {
        return stages(List.of(new Stage.Spawn(Long.MAX_VALUE, users, spawnRate)), 0);
    }

    /** Nobody, for ever; {@link Shape#edited} brings users. */
    public static Shape interactive() {
        return constant(0, 1);
    }
}
