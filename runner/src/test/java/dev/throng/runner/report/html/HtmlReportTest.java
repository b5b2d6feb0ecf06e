package dev.throng.runner.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.report.Result;
import dev.throng.runner.web.FakeRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final Result HOSTILE = run(FakeRun.hostile(), 1);
    private static final String PAGE = page(HOSTILE);

    private static Result run(List<FakeRun.Endpoint> endpoints, double timeScale) {
        FakeRun run = new FakeRun(FakeRun.staged(timeScale), endpoints, 2);
        run.advance(Integer.MAX_VALUE);
        return run.result().join();
    }

    private static String page(Result result) {
        try {
            StringBuilder page = new StringBuilder();
            HtmlReport.write(result, page);
            return page.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theVerdictComesBeforeAnythingElse() {
        assertThat(PAGE.indexOf("<section class=\"verdict bad\">"))
                .isPositive()
                .isLessThan(PAGE.indexOf("<h2>Thresholds"))
                .isLessThan(PAGE.indexOf("<h2>Over time"));
    }

    @Test
    void everyThresholdStandsWithItsMeasuredValue() {
        HOSTILE.verdict()
                .thresholds()
                .forEach(threshold -> assertThat(PAGE)
                        .contains(threshold.expression().replace("<", "&lt;"), threshold.measuredText()));
    }

    @Test
    void everyRequestNameHasARow() {
        HOSTILE.names()
                .forEach(row -> assertThat(PAGE)
                        .contains(row.key()
                                .name()
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                                .replace("'", "&#39;")));
    }

    @Test
    void markupInNamesMessagesAndBodiesIsText() {
        assertThat(PAGE).doesNotContain("<script>alert", "<img src=x", "<b>user");
        assertThat(PAGE).contains("&lt;script&gt;alert(&#39;body&#39;)&lt;/script&gt;");
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        assertThat(PAGE).doesNotContain("src=\"http", "href=\"http", "url(http", "@import", "<link");
    }

    @Test
    void onlyItsOwnScriptMayRun() {
        assertThat(PAGE.split("<script>")).hasSize(2);
        assertThat(HtmlReport.policy())
                .contains("default-src 'none'", "script-src 'sha256-")
                .doesNotContain("unsafe-eval");
    }

    @Test
    void anHourWithAHundredNamesStaysSmall() {
        Result hour = run(FakeRun.many(100), 12);
        assertThat(hour.durationSeconds()).isEqualTo(3600);
        assertThat(page(hour).length()).isLessThan(3_000_000);
    }

    @Test
    void aRunWithoutARequestHasAPageToo() {
        FakeRun run = new FakeRun(FakeRun.staged(1), List.of(), 1);
        run.advance(Integer.MAX_VALUE);
        assertThat(page(run.result().join())).contains("Not one request failed").doesNotContain("NaN", "null ms");
    }

    @Test
    void theComparisonNamesTheRunItComparesWith() {
        FakeRun run = new FakeRun(FakeRun.staged(1), FakeRun.shop(), 2).against(HOSTILE);
        run.advance(Integer.MAX_VALUE);
        assertThat(page(run.result().join()))
                .contains("Compared with items-api-7f3a")
                .containsPattern("[+-]\\d+\\.\\d %");
    }

    @Test
    void theTracesOfFailedRequestsStayAmongMany() {
        List<Result.Trace> traces = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            traces.add(new Result.Trace(
                    HOSTILE.names().getFirst().key(), "trace" + i, HOSTILE.startedAt(), 1000 - i, i < 149 ? "" : "no"));
        }
        HtmlPage written = new HtmlPage();
        HtmlTraces.write(written, traces);
        String page = written.toString();
        assertThat(page.indexOf(">trace149<")).isPositive().isLessThan(page.indexOf(">trace0<"));
        assertThat(page).contains(">trace98<").doesNotContain(">trace99<");
    }

    @Test
    void theFolderOfTheFileIsMade(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a/b/report.html");
        HtmlReport.write(HOSTILE, file);
        assertThat(Files.readString(file)).startsWith("<!doctype html>");
    }
}
