package dev.throng.runner.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.SampleRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFolderTest {
    @TempDir
    Path root;

    @Test
    void theLastResultsStayAndAreReadFromTheOldestOn() throws Exception {
        HistoryFolder folder = new HistoryFolder(root, "items-api", 2);
        assertThat(folder.last(5)).isEmpty();
        folder.keep(at(30));
        folder.keep(at(10));
        folder.keep(at(20));
        Files.writeString(root.resolve("items-api/notes.json.gz"), "somebody's own");
        assertThat(folder.last(5))
                .extracting(Result::startedAt)
                .containsExactly(SampleRun.START.plusSeconds(20), SampleRun.START.plusSeconds(30));
        assertThat(folder.last(1)).extracting(Result::startedAt).containsExactly(SampleRun.START.plusSeconds(30));
    }

    @Test
    void eachLoadTestHasAFolderOfItsOwnAndNoneLeavesTheRoot() throws Exception {
        Result result = SampleRun.usual().result();
        new HistoryFolder(root, "a", 5).keep(result);
        new HistoryFolder(root, "../b", 5).keep(result);
        assertThat(new HistoryFolder(root, "c", 5).last(5)).isEmpty();
        try (Stream<Path> folders = Files.list(root)) {
            assertThat(folders.map(folder -> folder.getFileName().toString())).containsExactlyInAnyOrder("a", "__b");
        }
    }

    private static Result at(int seconds) {
        return new SampleRun(1, List.of())
                .startingAt(SampleRun.START.plusSeconds(seconds))
                .result();
    }
}
