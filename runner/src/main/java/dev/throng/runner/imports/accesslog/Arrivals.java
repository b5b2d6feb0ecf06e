package dev.throng.runner.imports.accesslog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * How many requests came in each second, and when that changed: the time is divided where a Poisson process of another rate
 * explains the counts better, by greedy binary segmentation, and each border is then moved to where it fits best. Counts of
 * servers scatter more than a Poisson process, since these stand still and catch up: how much more is taken from the
 * differences of neighbours (quasi-likelihood).
 */
final class Arrivals {
    /** So much more likely a division has to make it, in natural logarithms: chance alone does not come near. */
    private static final double LEAST_GAIN = 12;

    /** A rate that differs by less is the same. */
    private static final double LEAST_DIFFERENCE = 0.03;

    private static final int LEAST_PARTS_PER_STAGE = 5;
    private static final int MOST_PARTS = 100_000;

    /** In a shorter log each second counts. */
    private static final int LEAST_WITH_EDGES = 12;

    /** So few are counted as they are. */
    private static final int FEW = 30;

    private final Map<Long, long[]> counts = new TreeMap<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * A time of one rate.
     *
     * @param scattered whether arrivals come at random, as from people, and not at even distances
     */
    record Stage(long seconds, double perSecond, boolean scattered) {
        private Stage longer(long requests, long most) {
            double more = perSecond > 0 ? Math.min((double) most, requests / perSecond) : (double) most;
            return new Stage(seconds + Math.round(more), perSecond, scattered);
        }
    }

    private record Division(int from, int at, int to, double gain) {}

    void add(long second) {
        counts.computeIfAbsent(second, none -> new long[1])[0]++;
        first = Math.min(first, second);
        last = Math.max(last, second);
    }

    /** From the first to the last. */
    long seconds() {
        return last - first;
    }

    /** At most so many, in order. */
    List<Stage> stages(int most) {
        long unit = Math.max(1, (last - first + MOST_PARTS) / MOST_PARTS);
        long[] parts = new long[(int) ((last - first) / unit) + 1];
        counts.forEach((second, count) -> parts[(int) ((second - first) / unit)] += count[0]);
        long inner = Arrays.stream(parts, Math.min(1, parts.length), Math.max(1, parts.length - 1))
                .sum();
        return parts.length < LEAST_WITH_EDGES || inner < FEW
                ? new Segments(parts, unit).stages(most)
                : withEdges(
                        parts, unit, new Segments(Arrays.copyOfRange(parts, 1, parts.length - 1), unit).stages(most));
    }

    /** The log's own first and last second are in it only in part: as long a part as their requests take at the rate beside them. */
    private static List<Stage> withEdges(long[] parts, long unit, List<Stage> inner) {
        List<Stage> stages = new ArrayList<>(inner);
        stages.set(0, stages.getFirst().longer(parts[0], unit));
        stages.set(stages.size() - 1, stages.getLast().longer(parts[parts.length - 1], unit));
        return stages;
    }

    private static final class Segments {
        private final long[] parts;
        private final long[] sums;
        private final long[] squares;
        private final long unit;
        private final double scatter;

        Segments(long[] parts, long unit) {
            this.parts = parts;
            this.unit = unit;
            sums = new long[parts.length + 1];
            squares = new long[parts.length + 1];
            for (int i = 0; i < parts.length; i++) {
                sums[i + 1] = sums[i] + parts[i];
                squares[i + 1] = squares[i] + parts[i] * parts[i];
            }
            scatter = scatter(parts);
        }

        /** How many times more than by a Poisson process, for which it is 1. */
        private static double scatter(long[] parts) {
            double sum = 0;
            for (int i = 1; i < parts.length; i++) {
                double difference = parts[i] - parts[i - 1];
                sum += difference * difference / Math.max(1, parts[i] + parts[i - 1]);
            }
            return Math.max(1, sum / Math.max(1, parts.length - 1));
        }

        List<Stage> stages(int most) {
            List<Integer> borders = new ArrayList<>(List.of(0, parts.length));
            PriorityQueue<Division> next = new PriorityQueue<>((a, b) -> Double.compare(b.gain(), a.gain()));
            next.add(best(0, parts.length));
            while (borders.size() <= most && !next.isEmpty() && next.peek().gain() > LEAST_GAIN * scatter) {
                Division taken = next.remove();
                borders.add(taken.at());
                next.add(best(taken.from(), taken.at()));
                next.add(best(taken.at(), taken.to()));
            }
            borders.sort(null);
            fit(borders);
            List<Stage> stages = new ArrayList<>();
            for (int i = 1; i < borders.size(); i++) {
                stages.add(stage(borders.get(i - 1), borders.get(i)));
            }
            return stages;
        }

        private void fit(List<Integer> borders) {
            for (int round = 0; round < 2; round++) {
                for (int i = 1; i < borders.size() - 1; i++) {
                    Division better = best(borders.get(i - 1), borders.get(i + 1));
                    if (better.gain() > 0) {
                        borders.set(i, better.at());
                    }
                }
            }
        }

        private Division best(int from, int to) {
            Division best = new Division(from, from, to, 0);
            int least = Math.max(LEAST_PARTS_PER_STAGE, parts.length / 100);
            for (int at = from + least; at <= to - least; at++) {
                double gain = likelihood(from, at) + likelihood(at, to) - likelihood(from, to);
                if (gain > best.gain() && differ(rate(from, at), rate(at, to))) {
                    best = new Division(from, at, to, gain);
                }
            }
            return best;
        }

        private static boolean differ(double a, double b) {
            return Math.abs(a - b) > LEAST_DIFFERENCE * Math.max(a, b);
        }

        private double likelihood(int from, int to) {
            long sum = sums[to] - sums[from];
            return sum == 0 ? 0 : sum * Math.log((double) sum / (to - from));
        }

        private double rate(int from, int to) {
            return (double) (sums[to] - sums[from]) / (to - from);
        }

        /** The first and the last second belong to it only in part. */
        private Stage stage(int from, int to) {
            boolean whole = to - from < LEAST_PARTS_PER_STAGE || sums[to - 1] - sums[from + 1] < FEW;
            int begin = whole ? from : from + 1;
            int end = whole ? to : to - 1;
            double mean = rate(begin, end);
            double variance = (double) (squares[end] - squares[begin]) / (end - begin) - mean * mean;
            return new Stage((to - from) * unit, mean / unit, variance > mean / 2);
        }
    }
}
