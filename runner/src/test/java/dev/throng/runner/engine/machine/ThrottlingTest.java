package dev.throng.runner.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrottlingTest {
    @TempDir
    Path folder;

    private long nanos(String own) throws IOException {
        Path file = Files.writeString(folder.resolve("own"), own);
        return new Throttling(folder, file).nanos();
    }

    private void statistics(String group, String text) throws IOException {
        Path place = Files.createDirectories(folder.resolve(group));
        Files.writeString(place.resolve("cpu.stat"), text);
    }

    @Test
    void theProcessOwnGroupCountsWhereverItIs() throws IOException {
        statistics("", "usage_usec 9\nthrottled_usec 1\n");
        statistics("kubepods/pod7", "usage_usec 9\nthrottled_usec 250\n");
        assertThat(nanos("0::/kubepods/pod7\n")).isEqualTo(250_000);
        assertThat(nanos("0::/\n")).isEqualTo(1_000);
    }

    @Test
    void theFirstVersionHasAGroupForProcessors() throws IOException {
        statistics("cpu/bench", "nr_periods 5\nthrottled_time 77\n");
        statistics("cpu", "nr_periods 5\nthrottled_time 3\n");
        assertThat(nanos("5:memory:/elsewhere\n4:cpu,cpuacct:/bench\n")).isEqualTo(77);
        assertThat(nanos("4:cpu,cpuacct:/gone\n")).isEqualTo(3);
    }

    @Test
    void whereThereAreNoGroupsNothingIsKnown() throws IOException {
        assertThat(nanos("")).isNegative();
    }
}
