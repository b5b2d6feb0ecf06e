package dev.throng.runner.engine.machine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.throng.runner.stats.Snapshot.Gauges;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Watches the generator itself, so that a run can say when the generator was the bottleneck. Shares are of the time since
 * the last look. Confined to one thread.
 */
public final class SelfMonitor {
    private static final int UNKNOWN = -1;
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final long PAGE_BYTES = 4096;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final Throttling throttling = Throttling.ofThisProcess();
    private long lookedAt = System.nanoTime();
    private long cpuNanos = system.getProcessCpuTime();
    private long gcMillis = gcMillis();
    private long throttledNanos = throttling.nanos();

    /**
     * @param connections open ones
     * @param loopBusy share of the time in which the busiest loop did not wait; negative when unknown
     */
    public Gauges gauges(int users, int intendedUsers, int busyUsers, int connections, double loopBusy) {
        long now = System.nanoTime();
        double elapsed = Math.max(1, now - lookedAt);
        long cpu = system.getProcessCpuTime();
        long gc = gcMillis();
        long throttled = throttling.nanos();
        Gauges gauges = new Gauges(
                users,
                intendedUsers,
                busyUsers,
                connections,
                loopBusy,
                share((cpu - cpuNanos) / (double) system.getAvailableProcessors(), elapsed),
                throttled < 0 ? UNKNOWN : share((double) (throttled - throttledNanos), elapsed),
                share((gc - gcMillis) * 1e6, elapsed),
                usedHeap(),
                residentBytes(),
                openFiles(),
                openFilesLimit(),
                threads.getTotalThreadAllocatedBytes());
        lookedAt = now;
        cpuNanos = cpu;
        gcMillis = gc;
        throttledNanos = throttled;
        return gauges;
    }

    private static double share(double part, double whole) {
        return Math.clamp(part / whole, 0, 1);
    }

    private long gcMillis() {
        return collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long residentBytes() {
        try {
            return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * PAGE_BYTES;
        } catch (IOException e) {
            // Not Linux.
            return UNKNOWN;
        }
    }

    private int openFiles() {
        return system instanceof UnixOperatingSystemMXBean unix ? (int) unix.getOpenFileDescriptorCount() : UNKNOWN;
    }

    private int openFilesLimit() {
        return system instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
                : UNKNOWN;
    }
}
