package dev.throng.runner.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * The open model's side. Arrivals are placed on the cumulative rate Λ(t) = ∫rate and brought back to the clock by its
 * inverse, which has a closed form on every piece: evenly means at the whole numbers of Λ, Poisson means with
 * exponential distances of mean 1 on it.
 */
record ArrivalCurve(List<Piece> pieces, long seed) {
    private static final double NANOS = 1e9;
    /** Standard deviations that a count at random is above its mean at most, but for one time in a thousand. */
    private static final double MOST_ABOVE = 3.1;

    static ArrivalCurve of(List<Stage> stages, StageClock clock, long seed) {
        List<Piece> pieces = new ArrayList<>();
        double rate = 0;
        double mass = 0;
        for (int i = 0; i < stages.size(); i++) {
            if (!(stages.get(i) instanceof Stage.Arrive stage)) {
                rate = 0;
                continue;
            }
            Piece piece = Piece.of(stage, clock.startNanos(i), rate, mass).until(clock.endNanos(i));
            if (piece.from < piece.to) {
                pieces.add(piece);
            }
            rate = stage.perSecond();
            mass = piece.endMass();
        }
        return new ArrivalCurve(List.copyOf(pieces), seed);
    }

    /** No arrivals from {@code nanos} on. Those before stay as they are. */
    ArrivalCurve until(long nanos) {
        List<Piece> kept = pieces.stream()
                .filter(piece -> piece.from < nanos)
                .map(piece -> piece.until(nanos))
                .toList();
        return new ArrivalCurve(kept, seed);
    }

    /** The same up to {@code nanos}, then this rate to the end. */
    ArrivalCurve edited(long nanos, long end, double perSecond) {
        if (nanos >= end || pieces.isEmpty()) {
            return this;
        }
        List<Piece> edited = new ArrayList<>(until(nanos).pieces);
        Piece before = edited.isEmpty() ? pieces.getFirst() : edited.getLast();
        double mass = edited.isEmpty() ? 0 : before.endMass();
        edited.add(new Piece(nanos, end, perSecond, 0, mass, before.poisson, before.maxUsers));
        return new ArrivalCurve(List.copyOf(edited), seed);
    }

    double rateAt(long nanos) {
        for (Piece piece : pieces) {
            if (nanos >= piece.from && nanos < piece.to) {
                return piece.rateAt(nanos);
            }
        }
        return 0;
    }

    double mostBetween(long from, long to) {
        double mean = 0;
        double scattered = 0;
        for (Piece piece : pieces) {
            double mass = piece.massBetween(from, to);
            mean += mass;
            scattered += piece.poisson ? mass : 0;
        }
        return mean + MOST_ABOVE * Math.sqrt(scattered);
    }

    int maxUsers() {
        return pieces.stream().mapToInt(Piece::maxUsers).max().orElse(0);
    }

    Shape.Arrivals arrivals() {
        return new ArrivalWalk(this);
    }

    /**
     * A piece with a rate along a straight line.
     *
     * @param rate per second at {@code from}
     * @param growth of the rate, per second and second
     * @param mass Λ at {@code from}
     */
    record Piece(long from, long to, double rate, double growth, double mass, boolean poisson, int maxUsers) {

        static Piece of(Stage.Arrive stage, long from, double rateBefore, double mass) {
            boolean steady = stage.durationNanos() == 0 || stage.durationNanos() == Long.MAX_VALUE;
            double first = stage.from().orElse(rateBefore);
            double rate = steady ? stage.perSecond() : first;
            double growth = steady ? 0 : (stage.perSecond() - first) * NANOS / stage.durationNanos();
            long to = StageClock.plus(from, stage.durationNanos());
            return new Piece(from, to, rate, growth, mass, stage.poisson(), stage.maxUsers());
        }

        Piece until(long nanos) {
            return new Piece(from, Math.min(to, nanos), rate, growth, mass, poisson, maxUsers);
        }

        double rateAt(long nanos) {
            return Math.max(0, rate + growth * (nanos - from) / NANOS);
        }

        /** Λ at an instant of this piece. */
        double massAt(long nanos) {
            double seconds = (nanos - from) / NANOS;
            return mass + seconds * (rate + growth * seconds / 2);
        }

        double massBetween(long first, long last) {
            long begin = Math.max(from, first);
            long end = Math.min(to, last);
            return begin < end ? massAt(end) - massAt(begin) : 0;
        }

        double endMass() {
            return massAt(to);
        }

        /**
         * Λ⁻¹: when the cumulative rate has come to {@code target}, which lies on this piece. The quadratic's solution
         * in the form that loses no digits when the growth is small.
         */
        long nanosAt(double target) {
            double beyond = Math.max(0, target - mass);
            double root = Math.sqrt(Math.max(0, rate * rate + 2 * growth * beyond));
            double seconds = beyond == 0 ? 0 : 2 * beyond / (rate + root);
            return Math.min(to - 1, StageClock.plus(from, seconds * NANOS));
        }
    }
}
