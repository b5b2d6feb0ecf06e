package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CompactTest {
    private final Result result = SampleRun.usual().run().result();

    @Test
    void aSmallResultStaysAsItIs() throws IOException {
        Result read = read(Compact.gzip(result, 1 << 20));
        assertThat(read.names()).isEqualTo(result.names());
        assertThat(read.series()).hasSameSizeAs(result.series());
    }

    @Test
    void whatPeopleLookAtStaysWhateverGivesWay() throws IOException {
        byte[] all = Compact.gzip(result, 1 << 20);
        byte[] smallest = Compact.gzip(result, 1);
        assertThat(smallest.length).isLessThan(all.length * 2 / 3);
        Result read = read(smallest);
        assertThat(read.verdict()).isEqualTo(result.verdict());
        assertThat(read.failures()).isEqualTo(result.failures());
        assertThat(read.total()).isEqualTo(result.total());
        assertThat(read.names())
                .extracting(row -> row.response().percentiles())
                .isEqualTo(result.names().stream()
                        .map(row -> row.response().percentiles())
                        .toList());
    }

    @Test
    void coarserTimeLosesNoRequest() {
        Result fine = new SampleRun(130, SampleRun.thresholds()).run().result();
        Result coarser = Compact.coarser(fine);
        assertThat(coarser.series()).hasSize(65);
        assertThat(requests(coarser)).isEqualTo(requests(fine));
        assertThat(coarser.series().getLast().second()).isEqualTo(130);
        assertThat(coarser.nameSeries().getFirst().seconds()).isEqualTo(2);
    }

    private static long requests(Result result) {
        return Math.round(result.series().stream()
                .mapToDouble(point -> point.rps() * point.seconds())
                .sum());
    }

    private static Result read(byte[] gzip) throws IOException {
        return ResultJson.read(new GZIPInputStream(new ByteArrayInputStream(gzip)));
    }
}
