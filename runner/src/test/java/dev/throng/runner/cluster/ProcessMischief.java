package dev.throng.runner.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Faults at seeded instants, for real processes. What can be mended is mended before the end of the load. */
final class ProcessMischief {
    private static final List<String> WORKERS = List.of("worker-0", "worker-1", "worker-2", "worker-3");

    private static final long RECOVERY = 8_000;

    private final SplittableRandom random;
    private final List<Event> events = new ArrayList<>();
    private final List<Long> kills = new ArrayList<>();
    private final List<long[]> faults = new ArrayList<>();

    private enum Kind {
        KILL_WORKER,
        STOP_WORKER,
        CUT_WIRE,
        HOLD_WIRE,
        BREAK_WIRE,
        KILL_MASTER,
        STOP_MASTER,
        KILL_BOTH
    }

    private interface Deed {
        void on(RunProcesses processes) throws IOException, InterruptedException;
    }

    private record Event(long millis, String what, Deed deed) {}

    ProcessMischief(long seed, int seconds) {
        random = new SplittableRandom(seed);
        List<String> victims = new ArrayList<>(WORKERS);
        long last = seconds * 1000L - 1500;
        // Only one fault of the master, so that it is never away twice at a time.
        plan(pick(List.of(Kind.KILL_MASTER, Kind.STOP_MASTER, Kind.KILL_BOTH)), take(victims), last);
        List<Kind> kinds = new ArrayList<>(List.of(Kind.STOP_WORKER, Kind.CUT_WIRE, Kind.HOLD_WIRE, Kind.BREAK_WIRE));
        if (kills.isEmpty()) {
            kinds.add(Kind.KILL_WORKER);
        }
        plan(take(kinds), take(victims), last);
        plan(take(kinds), take(victims), last);
        events.sort(Comparator.comparingLong(Event::millis));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> T take(List<T> from) {
        return from.remove(random.nextInt(from.size()));
    }

    private void plan(Kind kind, String worker, long last) {
        long at = 2500 + random.nextLong(last - 5000);
        long cure = Math.min(last, at + 500 + random.nextLong(8000));
        faults.add(new long[] {at, cure});
        switch (kind) {
            case KILL_WORKER -> {
                kills.add(at);
                add(at, "kill " + worker, processes -> processes.kill(processes.workers.get(worker)));
                add(cure, "start " + worker, processes -> processes.startWorker(worker));
            }
            case STOP_WORKER -> {
                add(at, "stop " + worker, processes -> processes.signal(processes.workers.get(worker), "STOP"));
                add(cure, "continue " + worker, processes -> processes.signal(processes.workers.get(worker), "CONT"));
            }
            case CUT_WIRE -> {
                add(
                        at,
                        "cut " + worker,
                        processes -> processes.wires.get(worker).cut());
                add(
                        cure,
                        "mend " + worker,
                        processes -> processes.wires.get(worker).mend());
            }
            case HOLD_WIRE -> {
                add(
                        at,
                        "hold " + worker,
                        processes -> processes.wires.get(worker).hold());
                add(
                        cure,
                        "release " + worker,
                        processes -> processes.wires.get(worker).release());
            }
            case BREAK_WIRE ->
                add(
                        at,
                        "break " + worker,
                        processes -> processes.wires.get(worker).breakAll());
            case KILL_MASTER -> {
                add(at, "kill master", processes -> processes.kill(processes.master));
                add(cure, "start master", RunProcesses::startMaster);
            }
            case STOP_MASTER -> {
                add(at, "stop master", processes -> processes.signal(processes.master, "STOP"));
                add(cure, "continue master", processes -> processes.signal(processes.master, "CONT"));
            }
            case KILL_BOTH -> {
                kills.add(at);
                add(at, "kill master and " + worker, processes -> {
                    processes.master.destroyForcibly();
                    processes.kill(processes.workers.get(worker));
                    processes.kill(processes.master);
                });
                add(cure, "start master", RunProcesses::startMaster);
                add(cure, "start " + worker, processes -> processes.startWorker(worker));
            }
        }
    }

    private void add(long millis, String what, Deed deed) {
        events.add(new Event(millis, what, deed));
    }

    /**
     * For how long a killed worker may have made requests that nobody heard of: two seconds, and since the beginning of
     * another fault that was not over for long, which may be the master's or its replica's holder's.
     */
    double mostSecondsLost() {
        return kills.stream()
                .mapToDouble(at -> 2
                        + faults.stream()
                                        .filter(fault -> fault[0] < at && at < fault[1] + RECOVERY)
                                        .mapToLong(fault -> at - fault[0])
                                        .max()
                                        .orElse(0)
                                / 1e3)
                .sum();
    }

    /** Does it all, from now on. */
    void play(RunProcesses processes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Event event : events) {
            TimeUnit.NANOSECONDS.sleep(start + event.millis * 1_000_000 - System.nanoTime());
            event.deed.on(processes);
        }
    }

    @Override
    public String toString() {
        return events.stream()
                .map(event -> event.millis + " ms: " + event.what)
                .toList()
                .toString();
    }
}
