package dev.throng.runner.verdict.capacity;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where an objective meets its limit, told by all loads together: on logarithmic paper how much there is of what is limited
 * is nearly a straight line of the load as long as the limit is near, and a load that is further away counts for less.
 *
 * @param load at which the line meets the limit
 * @param error relative standard error of that load
 */
record Crossing(double load, double error) {
    /** How far a curve may be off the straight line, as a share of the square of the distance from the limit. */
    private static final double CURVATURE = 0.15;

    /** Nothing that counts is known better; and what is told by seconds that follow each other is not known well. */
    private static final double LEAST_ERROR = 0.03;

    private static final double LEAST_SLOPE = 0.5;

    /** What neighbouring seconds tell of their own dependence is too little by so much, and no line is quite straight. */
    private static final double DOUBT = 1.4;

    /** So far from the limit, on logarithmic paper, a straight line is good at most. */
    private static final double REACH = 0.15;

    private static final int ROUNDS = 6;

    /** Of the objective that meets its limit first; empty as long as none can be told. */
    static Optional<Crossing> of(List<Window> windows) {
        List<Window> used = windows.stream()
                .filter(window -> !window.down() && window.generator().isEmpty())
                .toList();
        int objectives = used.stream()
                .mapToInt(window -> window.objectives().size())
                .min()
                .orElse(0);
        return IntStream.range(0, objectives)
                .mapToObj(index -> of(used, index))
                .flatMap(Optional::stream)
                .min((a, b) -> Double.compare(a.load, b.load));
    }

    private static Optional<Crossing> of(List<Window> windows, int index) {
        List<Point> points = windows.stream()
                .filter(window -> window.objectives().get(index).ratio() > 0)
                .map(window -> Point.of(window, window.objectives().get(index)))
                .toList();
        if (points.stream().noneMatch(point -> point.log < 0) || points.stream().noneMatch(point -> point.log > 0)) {
            return Optional.empty();
        }
        Optional<Crossing> crossing = line(points, Double.NaN, 1).zero();
        for (int i = 0; i < ROUNDS && crossing.isPresent(); i++) {
            crossing = near(points, Math.log(crossing.get().load));
        }
        return crossing;
    }

    /** As near as a line can be told at all: loads that are close to each other need one that is further away. */
    private static Optional<Crossing> near(List<Point> points, double around) {
        return line(points, around, 1)
                .zero()
                .or(() -> line(points, around, 2).zero())
                .or(() -> line(points, around, 4).zero());
    }

    /** @param around logarithm of the load that the line is to be good at; NaN for anywhere */
    private static Line line(List<Point> points, double around, double wider) {
        double reach = Double.isNaN(around) ? Double.POSITIVE_INFINITY : wider * reach(points, around);
        Line line = new Line();
        for (Point point : points) {
            double share = Double.isNaN(around) ? 0 : Math.abs(point.load - around) / reach;
            if (share < 1) {
                line.add(point.load, point.log, point.error, Math.pow(1 - share * share * share, 3));
            }
        }
        return line;
    }

    /** A few loads have to be within it, on both sides. */
    private static double reach(List<Point> points, double around) {
        return Math.max(REACH, 1.2 * Math.max(nearest(points, around, -1), nearest(points, around, 1)));
    }

    private static double nearest(List<Point> points, double around, int side) {
        return points.stream()
                .mapToDouble(point -> side * (point.load - around))
                .filter(distance -> distance > 0)
                .min()
                .orElse(0);
    }

    /**
     * @param load its logarithm
     * @param log of the ratio
     * @param error standard error of that
     */
    private record Point(double load, double log, double error) {
        static Point of(Window window, Objective objective) {
            double log = Math.log(objective.ratio());
            double counted = Math.max(LEAST_ERROR, objective.error() / objective.ratio());
            return new Point(Math.log(window.load()), log, Math.hypot(counted, CURVATURE * log * log));
        }
    }

    /** A straight line through points of which each has an error of its own. */
    private static final class Line {
        private double weights;
        private double x;
        private double y;
        private double xx;
        private double xy;

        void add(double abscissa, double ordinate, double error, double share) {
            double weight = share / (error * error);
            weights += weight;
            x += weight * abscissa;
            y += weight * ordinate;
            xx += weight * abscissa * abscissa;
            xy += weight * abscissa * ordinate;
        }

        /** Where it is 0; its error from those of level and slope. */
        Optional<Crossing> zero() {
            double middle = x / weights;
            double level = y / weights;
            double squares = xx - weights * middle * middle;
            double slope = squares > 0 ? (xy - weights * middle * level) / squares : 0;
            if (!(slope > LEAST_SLOPE)) {
                return Optional.empty();
            }
            double distance = -level / slope;
            double error = DOUBT * Math.sqrt(1 / weights + distance * distance / squares) / slope;
            return Optional.of(new Crossing(Math.exp(middle + distance), error));
        }
    }
}
