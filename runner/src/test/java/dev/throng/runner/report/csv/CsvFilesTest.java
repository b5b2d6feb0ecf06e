package dev.throng.runner.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.Ledger;
import dev.throng.runner.report.SampleRun;
import dev.throng.runner.stats.Accumulator;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.stats.Recorder;
import dev.throng.runner.stats.Snapshot;
import dev.throng.runner.stats.total.Live;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of the four files, against what Locust writes for the same requests. */
class CsvFilesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String STATS_HEADER =
            "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\r\n";
    private static final String HISTORY_HEADER =
            "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%,Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size\r\n";

    @TempDir
    private Path folder;

    private final Recorder recorder = new Recorder(() -> 1_700_000_000_000L);
    private final SampleRun run = new SampleRun(20, List.of());

    @Test
    void theStatisticsAreInLocustsColumnsAndBytes() throws IOException {
        for (int i = 0; i < 40; i++) {
            success("u", "/a", "GET", 12_340 + i * 3_700L, 120);
        }
        for (int i = 0; i < 6; i++) {
            failure("u", "/b,c", "POST", 1_234_567 + i * 7_000L, "ValueError(\"bad 'x', y\")");
        }
        files(false).write(page(12), false);
        assertThat(read("_stats.csv"))
                .isEqualTo(
                        STATS_HEADER
                                + "GET,/a,40,0,82.687,84.49,12.34,156.64,120.0,20.0,0.0,83,109,120,128,142,150,157,157,157,157,157\r\n"
                                + "POST,\"/b,c\",6,6,1249.279,1252.067,1234.567,1269.567,0.0,3.0,3.0,1250,1257,1263,1263,1270,1270,1270,1270,1270,1270,1270\r\n"
                                + ",Aggregated,46,6,93.759,236.78265217391305,12.34,1269.567,104.34782608695652,23.0,3.0,94,124,139,146,1243,1257,1270,1270,1270,1270,1270\r\n");
        assertThat(read("_failures.csv"))
                .isEqualTo(
                        "Method,Name,Error,Occurrences,First Seen,Last Seen\r\n"
                                + "POST,\"/b,c\",\"ValueError(\"\"bad 'x', y\"\")\",6,2023-11-14T22:13:20Z,2023-11-14T22:13:20Z\r\n");
    }

    @Test
    void aRunWithoutRequestsHasItsAggregatedRow() throws IOException {
        files(false).write(page(12), false);
        assertThat(read("_stats.csv"))
                .isEqualTo(STATS_HEADER
                        + ",Aggregated,0,0,0,0.0,0,0,0,0.0,0.0,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A\r\n");
        assertThat(read("_exceptions.csv")).isEqualTo("Count,Message,Traceback,Nodes\r\n");
    }

    @Test
    void theHistoryGrowsByALineASecond() throws IOException {
        CsvFiles files = files(false);
        files.write(page(3), false);
        success("u", "/a", "GET", 12_000, 100);
        success("u", "/a", "GET", 14_000, 100);
        files.write(page(12), false);
        assertThat(read("_stats_history.csv"))
                .isEqualTo(
                        HISTORY_HEADER
                                + "1700000003,7,,Aggregated,0.000000,0.000000,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,0,0,0,0.0,0,0,0\r\n"
                                + "1700000012,7,,Aggregated,0.200000,0.000000,13,14,14,14,14,14,14,14,14,14,14,2,0,12.007,13.0,12,14,100.0\r\n");
    }

    @Test
    void theFullHistoryHasALineForEachName() throws IOException {
        success("u", "/a", "GET", 12_000, 100);
        files(true).write(page(12), false);
        assertThat(read("_stats_history.csv").lines().map(line -> line.split(",")[2] + line.split(",")[3]))
                .containsExactly("TypeName", "GET/a", "Aggregated");
    }

    @Test
    void userClassesWithTheSameRequestShareARow() throws IOException {
        success("a", "/x", "GET", 10_000, 100);
        success("b", "/x", "GET", 20_000, 100);
        failure("a", "/x", "GET", 30_000, "status 500");
        failure("b", "/x", "GET", 30_000, "status 500");
        files(false).write(page(12), false);
        assertThat(read("_stats.csv").lines().filter(line -> line.contains("/x")))
                .singleElement()
                .asString()
                .startsWith("GET,/x,4,2,");
        assertThat(read("_failures.csv").lines().filter(line -> line.contains("/x")))
                .singleElement()
                .asString()
                .startsWith("GET,/x,status 500,2,");
    }

    @Test
    void textThatASpreadsheetWouldExecuteIsDisarmed() throws IOException {
        success("u", "=cmd|' /C calc'!A0", "GET", 10_000, 100);
        success("u", "@SUM(1)", "GET", 10_000, 100);
        failure("u", "/plain-name", "GET", 10_000, "+1, -2");
        files(false).write(page(12), false);
        assertThat(read("_stats.csv"))
                .contains("\r\nGET,'=cmd|' /C calc'!A0,1,")
                .contains("\r\nGET,'@SUM(1),1,");
        assertThat(read("_failures.csv")).contains("GET,/plain-name,\"'+1, -2\",1,");
    }

    @Test
    void exceptionsNameTheirWorkers() throws IOException {
        recorder.exception("boom, \"x\"", "  File \"a.py\", line 1\n");
        files(false).write(page(12), false);
        assertThat(read("_exceptions.csv"))
                .isEqualTo(
                        "Count,Message,Traceback,Nodes\r\n1,\"boom, \"\"x\"\"\",\"  File \"\"a.py\"\", line 1\n\",local\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "84.49, 84.49",
        "2.051282051282051, 2.051282051282051",
        "100, 100.0",
        "12345678.5, 12345678.5",
        "12345678.125, 12345678.125",
        "0.0005, 0.0005",
        "0.00005, 5e-05",
        "0.000000000125, 1.25e-10",
        "1e15, 1000000000000000.0"
    })
    void fractionsAreWrittenAsPythonDoes(double value, String text) {
        assertThat(CsvFormat.real(value)).isEqualTo(text);
    }

    private CsvFiles files(boolean full) throws IOException {
        return new CsvFiles(folder.resolve("new/results"), full);
    }

    private String read(String suffix) throws IOException {
        return Files.readString(folder.resolve("new/results" + suffix));
    }

    private void success(String user, String name, String method, long micros, long bytes) {
        int slot = recorder.slot(user, name, method);
        recorder.record(slot, 1, micros * 1000, micros * 1000, micros * 1000, bytes, 0);
    }

    private void failure(String user, String name, String method, long micros, String message) {
        int slot = recorder.slot(user, name, method);
        recorder.recordFailure(slot, 1, micros * 1000, micros * 1000, -1, 0, 0, FailureKind.CHECK, message);
    }

    /** What the recorder holds ended in the second before {@code elapsed}; judging begins at 10 s. */
    private CsvPage page(int elapsed) {
        Accumulator accumulator = new Accumulator();
        accumulator.add(recorder.flip());
        Snapshot.Gauges gauges = new Snapshot.Gauges(7, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        Ledger ledger = run.ledger();
        for (int second = 0; second < elapsed - 1; second++) {
            ledger.enter("local", new Accumulator().snapshot(0, second * SECOND, (second + 1) * SECOND, gauges));
        }
        ledger.enter("local", accumulator.snapshot(0, (elapsed - 1) * SECOND, elapsed * SECOND, gauges));
        Ledger.Now now = new Ledger.Now(
                Live.State.RUNNING,
                elapsed * SECOND,
                Optional.empty(),
                List.of(new Ledger.Attendance("local", "running", true, false, 0)));
        return CsvPage.of(ledger.totals(), ledger.live(now), 1_700_000_000 + elapsed);
    }
}
