package dev.throng.runner.shape;

import java.util.SplittableRandom;

/** A walk over a curve's arrivals. Every walk over the same curve meets the same arrivals. */
final class ArrivalWalk implements Shape.Arrivals {
    /** Sums of rates are exact to less than this; an arrival on the border of two pieces belongs to the later one. */
    private static final double BORDER = 1e-6;

    private final ArrivalCurve curve;
    private int index = -1;
    private double mark = Double.POSITIVE_INFINITY;
    private long due = Long.MIN_VALUE;
    private long number;
    private SplittableRandom random = new SplittableRandom(0);

    ArrivalWalk(ArrivalCurve curve) {
        this.curve = curve;
        settle();
    }

    @Override
    public long next() {
        long result = due;
        if (result != Long.MAX_VALUE) {
            step();
        }
        return result;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void skipTo(long nanos) {
        while (due < nanos) {
            if (!piece().poisson()) {
                leap(nanos);
            }
            if (due < nanos) {
                step();
            }
        }
    }

    /** Moves close to {@code nanos} on an even piece at once, never past an arrival that is due at or after it. */
    private void leap(long nanos) {
        double reached = Math.floor(piece().massAt(Math.min(nanos, piece().to()))) - 2;
        if (reached > mark) {
            number += (long) (reached - mark);
            mark = reached;
            due = Math.max(due, piece().nanosAt(mark));
        }
    }

    private void step() {
        number++;
        mark += distance();
        settle();
    }

    /** Finds the piece that the mark is on, and the instant. */
    private void settle() {
        while (index < 0 || mark >= piece().endMass() - (piece().poisson() ? 0 : BORDER)) {
            if (++index == curve.pieces().size()) {
                due = Long.MAX_VALUE;
                return;
            }
            enter();
        }
        due = Math.max(due, piece().nanosAt(mark));
    }

    private void enter() {
        random = new SplittableRandom(curve.seed() + index * 0x9E3779B97F4A7C15L);
        mark = piece().poisson() ? piece().mass() + distance() : Math.ceil(piece().mass() - BORDER);
    }

    /** {@link StrictMath}: the same on every machine. */
    private double distance() {
        return piece().poisson() ? -StrictMath.log(1 - random.nextDouble()) : 1;
    }

    private ArrivalCurve.Piece piece() {
        return curve.pieces().get(index);
    }
}
