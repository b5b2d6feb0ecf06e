package dev.throng.runner.shape;

import java.util.List;

/** A shape made of stages: a clock divided into stages, a line of users and a curve of arrivals over it. */
record StagedShape(StageClock clock, UserLine line, ArrivalCurve curve) implements Shape {

    static StagedShape of(List<Stage> stages, long seed, long limitNanos) {
        StageClock clock = StageClock.of(stages, limitNanos);
        return new StagedShape(clock, UserLine.of(stages, clock), ArrivalCurve.of(stages, clock, seed));
    }

    @Override
    public long lengthNanos() {
        return clock.lengthNanos();
    }

    @Override
    public int usersAt(long nanos) {
        return line.usersAt(nanos);
    }

    @Override
    public long nextUserChangeNanos(long nanos) {
        return line.nextChangeNanos(nanos);
    }

    @Override
    public int maxUsers() {
        return Math.max(line.maxUsers(), curve.maxUsers());
    }

    @Override
    public int mostPresent() {
        return line.maxUsers();
    }

    @Override
    public double rateAt(long nanos) {
        return curve.rateAt(nanos);
    }

    @Override
    public double mostArrivals(long fromNanos, long toNanos) {
        return curve.mostBetween(fromNanos, toNanos);
    }

    @Override
    public Arrivals arrivals() {
        return curve.arrivals();
    }

    @Override
    public int stageAt(long nanos) {
        return clock.stageAt(nanos);
    }

    @Override
    public int stages() {
        return clock.stages();
    }

    @Override
    public long stageStartNanos(int stage) {
        return clock.startNanos(stage);
    }

    @Override
    public Shape edited(long nanos, int users, double spawnRate) {
        return new StagedShape(clock, line.edited(nanos, users, spawnRate), curve.until(nanos));
    }

    @Override
    public Shape edited(long nanos, double perSecond) {
        return new StagedShape(clock, line, curve.edited(nanos, clock.lengthNanos(), perSecond));
    }
}
