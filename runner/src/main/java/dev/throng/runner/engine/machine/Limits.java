package dev.throng.runner.engine.machine;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.shape.Shape;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What this process may use, so that a run which needs more can say so before it starts.
 *
 * @param openFiles file descriptors in use now; negative when unknown
 * @param openFilesLimit the most there may be; negative when unknown
 */
public record Limits(long openFiles, long openFilesLimit) {
    /** For libraries, logs and results that are opened later. */
    private static final int RESERVE = 64;

    public static Limits ofThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? new Limits(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
                : new Limits(-1, -1);
    }

    /** Connections that can still be opened; {@link Integer#MAX_VALUE} when unknown. */
    public int connections() {
        return openFilesLimit < 0
                ? Integer.MAX_VALUE
                : (int) Math.clamp(openFilesLimit - openFiles - RESERVE, 0, Integer.MAX_VALUE);
    }

    /**
     * What a plan would run into when one process of several executes it; empty when nothing.
     *
     * @param workers processes that share the plan's users
     */
    public Optional<String> warning(Plan plan, int workers) {
        int users = plan.shape().map(Shape::maxUsers).orElse(0);
        int each = Math.ceilDiv(users, workers);
        return each <= connections()
                ? Optional.empty()
                : Optional.of(
                        "up to %,d users may be connected at once, but this process can open %,d connections (open-file limit %,d): raise the limit (ulimit -n) or use more workers"
                                .formatted(each, connections(), openFilesLimit));
    }
}
