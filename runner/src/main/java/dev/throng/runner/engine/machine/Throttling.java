package dev.throng.runner.engine.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long the kernel has held this process back because its control group used up its share of CPU: the reason why a
 * generator in a container with a CPU limit measures its own pauses.
 */
final class Throttling {
    private static final long UNKNOWN = -1;
    private static final List<Path> PLACES =
            List.of(Path.of("/sys/fs/cgroup/cpu.stat"), Path.of("/sys/fs/cgroup/cpu/cpu.stat"));

    private final List<Path> places;

    Throttling(List<Path> places) {
        this.places = places;
    }

    /** Inside a container its own group is what is mounted at the root. */
    static Throttling ofThisProcess() {
        return new Throttling(PLACES);
    }

    /** Since the group exists; negative when unknown. */
    long nanos() {
        for (Path place : places) {
            if (Files.isReadable(place)) {
                return nanos(place);
            }
        }
        return UNKNOWN;
    }

    private static long nanos(Path place) {
        try {
            for (String line : Files.readAllLines(place)) {
                // Version 2 counts in microseconds, version 1 in nanoseconds.
                if (line.startsWith("throttled_usec ")) {
                    return Long.parseLong(line.substring(15).strip()) * 1000;
                }
                if (line.startsWith("throttled_time ")) {
                    return Long.parseLong(line.substring(15).strip());
                }
            }
            return UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
