package dev.throng.runner.engine.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the kernel has held this process back because its control group used up its share of CPU: the reason why a
 * generator in a container with a CPU limit measures its own pauses.
 */
final class Throttling {
    private static final long UNKNOWN = -1;
    private static final String STATISTICS = "cpu.stat";
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path OWN = Path.of("/proc/self/cgroup");

    private final Path groups;
    private final Path own;

    /**
     * @param groups where control groups are mounted
     * @param own the file that says which ones the process is in
     */
    Throttling(Path groups, Path own) {
        this.groups = groups;
        this.own = own;
    }

    static Throttling ofThisProcess() {
        return new Throttling(GROUPS, OWN);
    }

    /** The process' own group, which may change; inside a container that is what is mounted at the root. */
    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(own)) {
                String[] parts = line.split(":", 3); // 4:cpu,cpuacct:/group in version 1, 0::/group in version 2
                String group = parts.length == 3 ? parts[2].replaceFirst("^/+", "") : "";
                if (parts.length == 3 && parts[1].isEmpty()) {
                    places.add(groups.resolve(group).resolve(STATISTICS));
                } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("cpu")) {
                    places.add(groups.resolve("cpu").resolve(group).resolve(STATISTICS));
                }
            }
        } catch (IOException e) {
            places.clear(); // no such file: what is mounted has to do
        }
        places.add(groups.resolve(STATISTICS));
        places.add(groups.resolve("cpu").resolve(STATISTICS));
        return places;
    }

    /** Since the group exists; negative when unknown. */
    long nanos() {
        for (Path place : places()) {
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
