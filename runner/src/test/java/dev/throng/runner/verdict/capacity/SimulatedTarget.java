package dev.throng.runner.verdict.capacity;

import dev.throng.runner.plan.SearchPlan;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.stats.histogram.LatencyHistogram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Targets whose capacity can be calculated, driven by a search without any clock. */
public abstract class SimulatedTarget {
    static final Duration STEP = Duration.ofSeconds(30);
    static final Duration SETTLE = Duration.ofSeconds(10);

    final Random random;
    double now;
    private final Meter meter;
    private final TreeMap<Long, Ended> open = new TreeMap<>();

    SimulatedTarget(long seed, Threshold... thresholds) {
        random = new Random(seed * 7919 + 17);
        meter = new Meter(List.of(thresholds));
    }

    /** The load at which the thresholds are just missed. */
    public abstract double truth();

    /** What was found, and in how many judged steps. */
    public record Found(double capacity, int steps, int seconds, Search search) {}

    public Found search(SearchPlan plan) {
        Search search = Search.begin(plan);
        while (!search.over()) {
            search = search.judged(drive(search.drive().orElseThrow()));
        }
        return new Found(Capacity.of(search).load(), search.probes(), (int) now, search);
    }

    private Window drive(Search.Drive drive) {
        boolean recovery = drive.purpose() == Step.Purpose.RECOVERY;
        long from = (long) now + SETTLE.toSeconds();
        long to = from + (recovery ? STEP.toSeconds() / 3 : STEP.toSeconds());
        for (long second = (long) now; second < to; second++) {
            run(drive.load(), second + 1);
            report(second + 1);
            if (!recovery && second >= from + 5 && meter.isHopeless(from, second)) {
                to = second;
            }
        }
        now = to;
        Window window = meter.window(drive.load(), from, to, Optional.empty(), -1);
        meter.forgetBefore(to);
        return window;
    }

    /** Goes on at this load up to a second. */
    abstract void run(double load, double until);

    void ended(double at, double millis, boolean failed) {
        Ended second = open.computeIfAbsent((long) at, unused -> new Ended());
        second.times.record(Math.round(millis * 1000));
        second.requests++;
        second.failures += failed ? 1 : 0;
    }

    private void report(long before) {
        SortedMap<Long, Ended> done = open.headMap(before);
        done.forEach((second, ended) -> meter.add(second, "GET /", ended.requests, ended.failures, ended.times));
        done.clear();
    }

    /** What ended in a second. */
    private static final class Ended {
        final LatencyHistogram times = new LatencyHistogram();
        long requests;
        long failures;
    }

    static Threshold threshold(Threshold.Metric metric, double limit) {
        return new Threshold(
                metric + " < " + limit, metric, Comparison.LESS, limit, Optional.empty(), false, Duration.ZERO, false);
    }

    double exponential(double rate) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }

    /** Random arrivals, servers that take exponential times, one line before them (M/M/c): p95 is limited. */
    public static final class Queue extends SimulatedTarget {
        private final int servers;
        private final double perServer;
        private final double limitMillis;
        private final PriorityQueue<Double> free = new PriorityQueue<>();
        private double next;

        public Queue(int servers, double perServer, double limitMillis, long seed) {
            super(seed, threshold(new Threshold.Percentile(95), limitMillis));
            this.servers = servers;
            this.perServer = perServer;
            this.limitMillis = limitMillis;
            for (int i = 0; i < servers; i++) {
                free.add(0.0);
            }
        }

        @Override
        void run(double load, double until) {
            next = Math.max(next, now);
            for (next = Math.max(next, until - 1) + exponential(load); next < until; next += exponential(load)) {
                double start = Math.max(next, free.remove());
                double end = start + exponential(perServer);
                free.add(end);
                ended(end, (end - next) * 1000, false);
            }
            next = until;
        }

        @Override
        public double truth() {
            double low = 0;
            double high = servers * perServer;
            for (int i = 0; i < 60; i++) {
                double middle = (low + high) / 2;
                if (beyond(middle) < 0.05) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** The share of response times beyond the limit. */
        private double beyond(double rate) {
            double offered = rate / perServer;
            double blocked = 1;
            for (int i = 1; i <= servers; i++) {
                blocked = offered * blocked / (i + offered * blocked);
            }
            double waits = blocked / (1 - offered / servers * (1 - blocked));
            double t = limitMillis / 1000;
            double spare = servers * perServer - rate - perServer;
            double inLine = Math.abs(spare) < 1e-9 ? perServer * t : perServer / spare * (1 - Math.exp(-spare * t));
            return Math.exp(-perServer * t) * (1 + waits * inLine);
        }
    }

    /** Lets so many through in a second and refuses the rest, with a small burst; failures are limited to 1 %. */
    public static final class RateLimited extends SimulatedTarget {
        private static final double BURST = 10;
        private final double rate;
        private double tokens = BURST;

        public RateLimited(double rate, long seed) {
            super(seed, threshold(Threshold.Simple.FAILURE_RATE, 0.01), threshold(new Threshold.Percentile(95), 500));
            this.rate = rate;
        }

        @Override
        void run(double load, double until) {
            double distance = 1 / load;
            for (double at = until - 1 + distance * random.nextDouble(); at < until; at += distance) {
                tokens = Math.min(BURST, tokens + rate * distance);
                boolean let = tokens >= 1;
                tokens -= let ? 1 : 0;
                ended(at, let ? 20 + 10 * random.nextDouble() : 1, !let);
            }
        }

        @Override
        public double truth() {
            return rate / 0.99;
        }
    }

    /** Has so many connections; who finds none is refused (M/M/c/c); failures are limited to 1 %. */
    public static final class ConnectionLimited extends SimulatedTarget {
        private final int connections;
        private final double meanSeconds;
        private final PriorityQueue<Double> busy = new PriorityQueue<>();

        public ConnectionLimited(int connections, double meanSeconds, long seed) {
            super(seed, threshold(Threshold.Simple.FAILURE_RATE, 0.01));
            this.connections = connections;
            this.meanSeconds = meanSeconds;
        }

        @Override
        void run(double load, double until) {
            for (double at = until - 1 + exponential(load); at < until; at += exponential(load)) {
                while (!busy.isEmpty() && busy.peek() <= at) {
                    busy.remove();
                }
                if (busy.size() >= connections) {
                    ended(at, 1, true);
                } else {
                    double end = at + exponential(1 / meanSeconds);
                    busy.add(end);
                    ended(end, (end - at) * 1000, false);
                }
            }
        }

        @Override
        public double truth() {
            double low = 0;
            double high = connections / meanSeconds * 2;
            for (int i = 0; i < 60; i++) {
                double middle = (low + high) / 2;
                if (blocked(middle * meanSeconds) < 0.01) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private double blocked(double offered) {
            double blocked = 1;
            for (int i = 1; i <= connections; i++) {
                blocked = offered * blocked / (i + offered * blocked);
            }
            return blocked;
        }
    }

    /** Users who think for a second on average before each request to a queue: p95 is limited. */
    public static final class ClosedQueue extends SimulatedTarget {
        private static final double THINK = 1;
        private final int servers;
        private final double perServer;
        private final double limitMillis;
        private final PriorityQueue<Double> free = new PriorityQueue<>();
        private final PriorityQueue<Double> thinking = new PriorityQueue<>();
        private int users;

        public ClosedQueue(int servers, double perServer, double limitMillis, long seed) {
            super(seed, threshold(new Threshold.Percentile(95), limitMillis));
            this.servers = servers;
            this.perServer = perServer;
            this.limitMillis = limitMillis;
            for (int i = 0; i < servers; i++) {
                free.add(0.0);
            }
        }

        @Override
        void run(double load, double until) {
            for (; users < load; users++) {
                thinking.add(until - 1 + exponential(1 / THINK));
            }
            while (!thinking.isEmpty() && thinking.peek() < until) {
                double asks = thinking.remove();
                if (users > load) {
                    users--;
                    continue;
                }
                double start = Math.max(asks, free.remove());
                double end = start + exponential(perServer);
                free.add(end);
                ended(end, (end - asks) * 1000, false);
                thinking.add(end + exponential(1 / THINK));
            }
        }

        /** By the states of the machine repair model, as an arriving user sees them: with one user less. */
        @Override
        public double truth() {
            int users = 1;
            while (beyond(users + 1) < 0.05) {
                users++;
            }
            return users;
        }

        private double beyond(int population) {
            int others = population - 1;
            double weight = 1;
            double sum = 1;
            double late = tail(0);
            for (int n = 1; n <= others; n++) {
                weight *= (others - n + 1) / THINK / (Math.min(n, servers) * perServer);
                sum += weight;
                late += weight * tail(n);
                if (sum > 1e200) {
                    weight /= 1e200;
                    late /= 1e200;
                    sum /= 1e200;
                }
            }
            return late / sum;
        }

        /** The chance that who finds {@code n} there is answered after the limit: a wait in line, then the service. */
        private double tail(int n) {
            double t = limitMillis / 1000;
            int ahead = n - servers + 1;
            if (ahead <= 0) {
                return Math.exp(-perServer * t);
            }
            double rate = servers * perServer;
            int slices = 400;
            double late = 0;
            for (int i = 0; i < slices; i++) {
                double at = (i + 0.5) * t / slices;
                late += erlangDensity(ahead, rate, at) * Math.exp(-perServer * (t - at)) * t / slices;
            }
            return late + erlangTail(ahead, rate, t);
        }

        private static double erlangDensity(int stages, double rate, double t) {
            double log = stages * Math.log(rate) + (stages - 1) * Math.log(t) - rate * t;
            for (int i = 2; i < stages; i++) {
                log -= Math.log(i);
            }
            return Math.exp(log);
        }

        private static double erlangTail(int stages, double rate, double t) {
            double term = Math.exp(-rate * t);
            double sum = term;
            for (int i = 1; i < stages; i++) {
                term *= rate * t / i;
                sum += term;
            }
            return sum;
        }
    }
}
